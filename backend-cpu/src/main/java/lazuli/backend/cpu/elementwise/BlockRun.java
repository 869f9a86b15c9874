package lazuli.backend.cpu.elementwise;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.layout.IndexSpace;
import lazuli.backend.cpu.layout.StridedCopy;
import lazuli.backend.cpu.layout.StridedReader;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;

/** One run of a plan over tensors; threads compute ranges of its blocks. */
final class BlockRun implements ParallelLoop.Body {
    private final Plan plan;
    private final Operand[] operands;
    private final Tensor[] outputs;
    private final Blocks blocks;

    BlockRun(Plan plan, Tensor[] inputs, Tensor[] outputs) {
        this.plan = plan;
        this.outputs = outputs;
        this.operands = new Operand[inputs.length];
        long size = outputs[0].shape().size();
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
        this.blocks = strided == 0 ? Blocks.plain(size, plan.blockLength()) : addStrided(inputs, strided);
    }

    private Blocks addStrided(Tensor[] inputs, int strided) {
        long[][] strides = new long[strided][];
        int next = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (operands[i] == null) {
                strides[next++] = inputs[i].strides();
            }
        }
        IndexSpace space = new IndexSpace(outputs[0].shape().toArray(), strides);
        Blocks cut = Blocks.along(space, plan.blockLength());
        next = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (operands[i] == null) {
                int elementSize = inputs[i].dtype().size();
                StridedReader reader = new StridedReader(elementSize, inputs[i].address(), space, next++);
                operands[i] = cut.repeatedAxes() > 0 && reader.repeats(cut.repeatedAxes())
                        ? new Operand.Repeated(reader, cut.size())
                        : new Operand.Strided(reader);
            }
        }
        return cut;
    }

    long count() {
        return blocks.count();
    }

    /** Computes blocks on the calling thread. */
    @Override
    public void run(long first, long end) {
        Scratch scratch = Scratch.ofThread();
        long[] slots = scratch.slots(plan.slots());
        int longest = (int) Math.min(blocks.length(), blocks.size());
        plan.placeRegisters(slots, scratch, longest);
        for (Plan.Constant constant : plan.constants()) {
            fill(slots[constant.slot()], constant, longest);
        }
        for (int i = 0; i < operands.length; i++) {
            operands[i].begin(slots[plan.stagingSlot(i)], longest);
        }
        for (long block = first; block < end; block++) {
            runBlock(slots, blocks.start(block), blocks.length(block));
        }
    }

    private void runBlock(long[] slots, long start, int n) {
        for (int i = 0; i < operands.length; i++) {
            slots[i] = operands[i].block(slots[plan.stagingSlot(i)], start, n);
        }
        for (int i = 0; i < outputs.length; i++) {
            slots[plan.outputSlot(i)] =
                    outputs[i].address() + start * outputs[i].dtype().size();
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
