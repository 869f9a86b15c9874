package lazuli.core.compile;

import lazuli.core.backend.Tensor;
import lazuli.core.device.Target;
import lazuli.core.graph.ArrayType;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** The memory that one run of a program takes for planned values: the common block, and outputs' memory in which others lie before. */
final class ProgramMemory implements AutoCloseable {
    private final LivenessAnalysis lifetimes;
    private final MemoryPlan plan;
    private final Target target;
    private final @Nullable Buffer common;
    private final @Nullable Buffer[] outputs;

    ProgramMemory(LivenessAnalysis lifetimes, MemoryPlan plan, Target target) {
        this.lifetimes = lifetimes;
        this.plan = plan;
        this.target = target;
        this.common = plan.size() == 0 ? null : target.allocate(plan.size());
        this.outputs = new @Nullable Buffer[lifetimes.spaces().size()];
    }

    /** Where a value is to lie, with a count for the caller; null if it gets memory of its own. */
    @Nullable
    Tensor place(int value, ArrayType type) {
        long bytes = type.byteSize();
        Buffer buffer = null;
        int block = lifetimes.block(value);
        int output = lifetimes.space(value);
        if (block >= 0) {
            Buffer around = plan.space(block) == MemoryPlan.COMMON ? common : output(plan.space(block));
            buffer = around == null ? null : around.part(plan.offset(block), bytes);
        } else if (output >= 0 && plan.isUsed(output)) {
            buffer = output(output);
            buffer.retain();
        }
        return buffer == null ? null : Tensor.rowMajor(buffer, type.dtype(), type.shape());
    }

    private Buffer output(int number) {
        Buffer buffer = outputs[number];
        if (buffer == null) {
            buffer = target.allocate(lifetimes.spaces().get(number).bytes());
            outputs[number] = buffer;
        }
        return buffer;
    }

    /** Gives back what no value holds. */
    @Override
    public void close() {
        for (Buffer output : outputs) {
            if (output != null) {
                output.release();
            }
        }
        if (common != null) {
            common.release();
        }
    }
}
