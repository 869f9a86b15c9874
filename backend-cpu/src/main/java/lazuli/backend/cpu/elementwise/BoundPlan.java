package lazuli.backend.cpu.elementwise;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.layout.IndexSpace;
import lazuli.backend.cpu.layout.StridedCopy;
import lazuli.backend.cpu.layout.StridedReader;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** A plan with the tensors that it reads: computes any range of their indices. Threads may share it. */
final class BoundPlan {
    private final Plan plan;
    private final Operand[] operands;
    private final Blocks blocks;

    /**
     * @param shape of all inputs
     * @param cut how blocks are cut if there are strided inputs
     */
    BoundPlan(Plan plan, Tensor[] inputs, Shape shape, Blocks.Cut cut) {
        this.plan = plan;
        this.operands = new Operand[inputs.length];
        int strided = 0;
        for (int i = 0; i < inputs.length; i++) {
            Tensor input = inputs[i];
            int elementSize = input.dtype().size();
            if (input.isRowMajor()) {
                operands[i] = new Operand.Contiguous(input.address(), elementSize);
            } else if (Operand.isScalar(input)) {
                operands[i] = new Operand.Scalar(input.address(), elementSize);
            } else {
                strided++;
            }
        }
        this.blocks =
                strided == 0 ? Blocks.plain(shape.size(), plan.blockLength()) : addStrided(inputs, shape, cut, strided);
    }

    private Blocks addStrided(Tensor[] inputs, Shape shape, Blocks.Cut cut, int strided) {
        long[][] strides = new long[strided][];
        int next = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (operands[i] == null) {
                strides[next++] = inputs[i].strides();
            }
        }
        IndexSpace space = new IndexSpace(shape.toArray(), strides);
        Blocks chosen = cut.of(space, plan.blockLength());
        next = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (operands[i] == null) {
                int elementSize = inputs[i].dtype().size();
                StridedReader reader = new StridedReader(elementSize, inputs[i].address(), space, next++);
                operands[i] = chosen.repeatedAxes() > 0 && reader.repeats(chosen.repeatedAxes())
                        ? new Operand.Repeated(reader, chosen.size())
                        : new Operand.Strided(reader);
            }
        }
        return chosen;
    }

    Blocks blocks() {
        return blocks;
    }

    /**
     * Prepares the calling thread for ranges of up to {@code longest} indices. The slots are valid until its next call, of this or of another
     * plan; those of outputs are the caller's to fill.
     */
    long[] begin(int longest) {
        long[] slots = Scratch.slots(plan.slots());
        plan.placeRegisters(slots, longest);
        for (Plan.Constant constant : plan.constants()) {
            fill(slots[constant.slot()], constant, longest);
        }
        for (int i = 0; i < operands.length; i++) {
            operands[i].begin(slots[plan.stagingSlot(i)], longest);
        }
        return slots;
    }

    /** Computes {@code n} elements from index {@code start} on. */
    void run(long[] slots, long start, int n) {
        for (int i = 0; i < operands.length; i++) {
            slots[i] = operands[i].block(slots[plan.stagingSlot(i)], start, n);
        }
        plan.run(slots, n);
    }

    private static void fill(long to, Plan.Constant constant, int n) {
        switch (constant.size()) {
            case Byte.BYTES -> setByte(to, (byte) constant.bits());
            case Integer.BYTES -> setInt(to, (int) constant.bits());
            default -> setLong(to, constant.bits());
        }
        StridedCopy.fill(constant.size(), to + constant.size(), to, n - 1L);
    }
}
