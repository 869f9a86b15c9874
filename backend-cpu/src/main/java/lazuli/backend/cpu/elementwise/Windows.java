package lazuli.backend.cpu.elementwise;

import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * The only output of a program for one who reads it once, in order, and keeps nothing: each thread has a window of it in memory, which stays
 * in the first caches. Windows are whole rows of the output, or parts of a long row. Threads may share this.
 */
public final class Windows {
    private final BoundPlan bound;
    private final int output;
    private final int elementSize;
    private final long row;
    private final int longest;

    private Windows(BoundPlan bound, int output, int elementSize, long row, int longest) {
        this.bound = bound;
        this.output = output;
        this.elementSize = elementSize;
        this.row = row;
        this.longest = longest;
    }

    /** How long windows of a program are best. */
    public static int bestLength(ElementwiseProgram program) {
        return Plans.of(program, false).blockLength();
    }

    /** How many elements are worth another thread's attention. */
    public static long grain(ElementwiseProgram program) {
        return Elementwise.GRAIN_COST / Plans.of(program, false).cost();
    }

    /**
     * The output of a program on inputs of {@code shape}.
     *
     * @param row elements that are read one after the other, from a multiple of as many on
     * @param longest of the windows
     */
    public static Windows of(ElementwiseProgram program, Tensor[] inputs, Shape shape, long row, int longest) {
        Plan plan = Plans.of(program, false);
        long step = row <= longest ? row : greatestCommonDivisor(row, longest);
        BoundPlan bound = new BoundPlan(plan, inputs, shape, Blocks.beginningAt(step, longest));
        int elementSize = program.dtype(program.outputs().getFirst()).size();
        return new Windows(bound, plan.outputSlot(0), elementSize, row, (int) Math.min(longest, shape.size()));
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** A window for the calling thread, which asks for no element from index {@code limit} on and uses no other one until it has closed this. */
    public Window open(long limit) {
        return new Window(limit);
    }

    /** What a thread has in memory. */
    public final class Window implements AutoCloseable {
        private final long limit;
        private final long[] slots = bound.begin(longest);
        private final Buffer memory = Allocator.host().allocate((long) longest * elementSize);
        /** Of the window, in bytes behind the first element. */
        private long start;

        private long end;

        private Window(long limit) {
            this.limit = limit;
        }

        /** The address of {@code count} elements of one row, so many bytes behind the first element; valid until the next call. */
        public long at(long offset, int count) {
            if (offset < start || offset + (long) count * elementSize > end) {
                compute(offset / elementSize);
            }
            return memory.address() + offset - start;
        }

        private void compute(long index) {
            long length = row <= longest
                    ? Math.min(longest / row * row, limit - index)
                    : Math.min(longest, row - index % row);
            slots[output] = memory.address();
            bound.run(slots, index, (int) length);
            start = index * elementSize;
            end = start + length * elementSize;
        }

        @Override
        public void close() {
            memory.release();
        }
    }
}
