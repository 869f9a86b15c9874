package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;

/**
 * The one open door: a primitive that users write. It implements {@link #eval} for every device, or {@link #evalCpu} or {@link #evalGpu} for
 * one. Equality must be that of a record, by all that the result depends on.
 */
public non-sealed interface CustomPrimitive extends Primitive {
    /** Its only output, applied to inputs; computed when that is asked for. */
    default Array apply(Array... inputs) {
        return Nodes.of(this, inputs);
    }

    /** All its outputs, applied to inputs. */
    default List<Array> applyAll(List<Array> inputs) {
        return Nodes.all(this, inputs);
    }

    /** If it implements {@link #eval} or {@link #evalGpu}, and the GPU has the types of its inputs and outputs. */
    @Override
    default boolean runsOn(GpuRuntime gpu, List<ArrayType> inputs, List<ArrayType> outputs) {
        return Implementations.OF_GPU.get(getClass()) && Primitive.super.runsOn(gpu, inputs, outputs);
    }

    /** Any number unless it says otherwise: its {@link #outputs} knows. */
    @Override
    default InputCount inputCount() {
        return InputCount.ANY;
    }

    /**
     * Computes the outputs on any device.
     *
     * @throws DeviceException unless implemented, where there is nothing for the device either
     */
    @Override
    default long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    default void eval(EvalContext at, Kernels kernels) {
        throw new DeviceException(
                "[%s] this primitive cannot be computed by %s".formatted(text(), kernels.description()));
    }
}
