package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places in one block of memory for blocks that live at different times: the largest first, each at the lowest place that is free as long
 * as it lives. Written for some hundreds of blocks; the time goes with their square.
 */
final class MemoryPlan {
    private static final long ALIGNMENT = 64;

    private final long[] offsets;
    private final long size;

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

    private record Placed(Block block, long offset) {
        long end() {
            return offset + block.bytes();
        }
    }

    private MemoryPlan(long[] offsets, long size) {
        this.offsets = offsets;
        this.size = size;
    }

    static MemoryPlan of(List<Block> blocks) {
        Integer[] order = new Integer[blocks.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingLong((Integer i) -> blocks.get(i).bytes()).reversed());
        long[] offsets = new long[blocks.size()];
        List<Placed> placed = new ArrayList<>(blocks.size());
        long size = 0;
        for (int i : order) {
            offsets[i] = lowestFree(blocks.get(i), placed);
            insert(new Placed(blocks.get(i), offsets[i]), placed);
            size = Math.max(size, aligned(offsets[i] + blocks.get(i).bytes()));
        }
        return new MemoryPlan(offsets, size);
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

    /** Where a block lies. */
    long offset(int block) {
        return offsets[block];
    }

    /** Bytes that all blocks need together. */
    long size() {
        return size;
    }
}
