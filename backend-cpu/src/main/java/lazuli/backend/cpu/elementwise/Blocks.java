package lazuli.backend.cpu.elementwise;

import lazuli.backend.cpu.layout.IndexSpace;

/**
 * How an index space in row-major order is cut: into spans of equal length, and each span into blocks of equal length but for the
 * last.
 *
 * @param span the whole space, or one row of it
 * @param length of a block
 * @param perSpan how many blocks a span has
 * @param repeatedAxes how many trailing axes a block covers as a whole, any number of times
 */
record Blocks(long size, long span, int length, long perSpan, int repeatedAxes) {
    private static final int ROUND = 16;

    /** A way to cut the index space of strided operands into blocks of up to so many elements. */
    interface Cut {
        Blocks of(IndexSpace space, int longest);
    }

    /** Blocks of {@code length} elements. */
    static Blocks plain(long size, int length) {
        return new Blocks(size, size, length, Math.ceilDiv(size, length), 0);
    }

    /**
     * Blocks that suit strided operands: parts of long rows, so that a block lies within one, or whole short rows, so that what is
     * broadcast over the outer axes is the same in each block.
     */
    static Blocks along(IndexSpace space, int longest) {
        int trailing = space.trailingAxes(longest);
        long size = space.size();
        if (trailing == 0) {
            long row = space.length(space.rank() - 1);
            long perRow = Math.ceilDiv(row, longest);
            int length = (int) Math.ceilDiv(Math.ceilDiv(row, perRow), ROUND) * ROUND;
            return new Blocks(size, row, length, Math.ceilDiv(row, length), 0);
        }
        long period = space.size(trailing);
        int length = (int) (longest / period * period);
        return new Blocks(size, size, length, Math.ceilDiv(size, length), trailing);
    }

    /** Blocks that begin at any multiples of {@code step}. */
    static Cut beginningAt(long step, int longest) {
        return (space, ignored) -> {
            int trailing = space.trailingAxes(longest);
            boolean repeats = step % space.size(trailing) == 0;
            return new Blocks(space.size(), space.size(), longest, 1, repeats ? trailing : 0);
        };
    }

    long count() {
        return size / span * perSpan;
    }

    /** The first index of a block. */
    long start(long block) {
        return block / perSpan * span + block % perSpan * length;
    }

    /** The number of indices of a block. */
    int length(long block) {
        return (int) Math.min(length, span - block % perSpan * length);
    }
}
