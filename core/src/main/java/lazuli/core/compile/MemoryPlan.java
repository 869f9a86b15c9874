package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places for blocks that live at different times: the largest first, each at the lowest place that is free as long as it lives. They lie in
 * one block of memory, and, where that would have to grow, in the memory of outputs that are not computed yet. Written for some hundreds of
 * blocks; the time goes with their square.
 */
final class MemoryPlan {
    /** Where a block lies that lies in no output's memory. */
    static final int COMMON = -1;

    private static final long ALIGNMENT = 64;

    private final List<Space> outputs;
    private final Space common = new Space(Long.MAX_VALUE, Integer.MAX_VALUE);
    private final long[] offsets;
    private final int[] spaces;

    /**
     * A block.
     *
     * @param from the first step at which it is in use
     * @param to the last one
     */
    record Block(long bytes, int from, int to) {
        boolean overlaps(Block other) {
            return from <= other.to && other.from <= to;
        }
    }

    /**
     * An output's memory.
     *
     * @param until the step that computes the output; before it the memory is free
     */
    record Output(long bytes, int until) {}

    private record Placed(Block block, long offset) {
        long end() {
            return offset + block.bytes();
        }
    }

    /** Memory to place blocks in. */
    private static final class Space {
        private final long bytes;
        private final int until;
        private final List<Placed> placed = new ArrayList<>();
        private long size;

        Space(long bytes, int until) {
            this.bytes = bytes;
            this.until = until;
        }

        /** Where a block finds room below {@code end}; negative if nowhere. */
        long room(Block block, long end) {
            if (block.to() >= until) {
                return -1;
            }
            long offset = lowestFree(block, placed);
            return offset + block.bytes() <= Math.min(bytes, end) ? offset : -1;
        }

        void put(Block block, long offset) {
            insert(new Placed(block, offset), placed);
            size = Math.max(size, aligned(offset + block.bytes()));
        }
    }

    private MemoryPlan(List<Block> blocks, List<Output> outputs) {
        this.outputs = outputs.stream()
                .map(output -> new Space(output.bytes(), output.until()))
                .toList();
        this.offsets = new long[blocks.size()];
        this.spaces = new int[blocks.size()];
    }

    static MemoryPlan of(List<Block> blocks, List<Output> outputs) {
        MemoryPlan plan = new MemoryPlan(blocks, outputs);
        int[] smallestFirst = order(
                outputs.size(),
                Comparator.<Integer>comparingLong(i -> outputs.get(i).bytes())
                        .thenComparingInt(i -> outputs.get(i).until()));
        for (int i : order(
                blocks.size(),
                Comparator.<Integer>comparingLong(i -> blocks.get(i).bytes()).reversed())) {
            plan.place(i, blocks.get(i), smallestFirst);
        }
        return plan;
    }

    private static int[] order(int count, Comparator<Integer> comparator) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(comparator)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void place(int number, Block block, int[] smallestFirst) {
        long offset = common.room(block, common.size);
        int chosen = COMMON;
        for (int i = 0; offset < 0 && i < smallestFirst.length; i++) {
            chosen = smallestFirst[i];
            offset = outputs.get(chosen).room(block, Long.MAX_VALUE);
        }
        if (offset < 0) {
            chosen = COMMON;
            offset = common.room(block, Long.MAX_VALUE);
        }
        spaces[number] = chosen;
        offsets[number] = offset;
        (chosen == COMMON ? common : outputs.get(chosen)).put(block, offset);
    }

    /** The others lie by offset. */
    private static long lowestFree(Block block, List<Placed> placed) {
        long offset = 0;
        for (Placed other : placed) {
            if (other.block().overlaps(block)) {
                if (offset + block.bytes() <= other.offset()) {
                    return offset;
                }
                offset = Math.max(offset, aligned(other.end()));
            }
        }
        return offset;
    }

    private static void insert(Placed block, List<Placed> placed) {
        int at = placed.size();
        while (at > 0 && placed.get(at - 1).offset() > block.offset()) {
            at--;
        }
        placed.add(at, block);
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** The output in whose memory a block lies, or {@link #COMMON}. */
    int space(int block) {
        return spaces[block];
    }

    /** Where it lies there. */
    long offset(int block) {
        return offsets[block];
    }

    /** Bytes of the one block of memory. */
    long size() {
        return common.size;
    }

    /** Whether blocks lie in an output's memory. */
    boolean isUsed(int output) {
        return outputs.get(output).size > 0;
    }
}
