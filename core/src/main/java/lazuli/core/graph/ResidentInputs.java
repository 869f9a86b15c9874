package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.backend.Tensor;
import lazuli.core.device.Target;
import lazuli.core.memory.Buffer;

/**
 * What kernels read, where they can read it.
 *
 * @param tensors in the order of the inputs
 * @param held counts on memory that is not the inputs' own
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ResidentInputs(Tensor[] tensors, List<Buffer> held) implements AutoCloseable {
    static ResidentInputs of(Tensor[] inputs, Target target) {
        for (int i = 0; i < inputs.length; i++) {
            if (!target.isReadable(inputs[i])) {
                return elsewhere(inputs, target);
            }
        }
        return new ResidentInputs(inputs, List.of());
    }

    private static ResidentInputs elsewhere(Tensor[] inputs, Target target) {
        Tensor[] tensors = inputs.clone();
        ResidentInputs resident = new ResidentInputs(tensors, new ArrayList<>());
        try {
            for (int i = 0; i < tensors.length; i++) {
                if (!target.isReadable(tensors[i])) {
                    tensors[i] = target.readable(tensors[i]);
                    resident.held.add(tensors[i].buffer());
                }
            }
            return resident;
        } catch (RuntimeException | Error failure) {
            resident.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        held.forEach(Buffer::release);
    }
}
