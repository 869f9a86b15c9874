package lazuli.backend.cpu.reduction;

/**
 * Pairwise accumulation of blocks that come one after the other (Higham, 1993): a stack of partial results, each of twice as many blocks as
 * the one above it, as the digits of a binary counter.
 */
final class PairwiseSum {
    private final Accumulation accumulation;
    private final long stack;
    private final int width;
    private final long bytes;
    private int height;
    private long blocks;

    /** How much of the block on top counts. */
    private int top;

    /** One that keeps its partial results from address {@code stack} on. */
    PairwiseSum(Accumulation accumulation, long stack, int width) {
        this.accumulation = accumulation;
        this.stack = stack;
        this.width = width;
        this.bytes = (long) width * accumulation.size();
    }

    /** How many bytes the partial results of so many blocks take. */
    static long bytes(Accumulation accumulation, long blocks, int width) {
        int levels = Long.SIZE - Long.numberOfLeadingZeros(blocks) + 1;
        return (long) levels * width * accumulation.size();
    }

    /** Where the next block is to be stored before it is {@link #add}ed. */
    long next() {
        return stack + height * bytes;
    }

    /** Adds the block that was stored last. */
    void add() {
        add(width);
    }

    /** Adds the first {@code filled} elements of the block that was stored last; if they are not all, no other block follows. */
    void add(int filled) {
        top = filled;
        height++;
        blocks++;
        for (long pairs = blocks; pairs % 2 == 0; pairs /= 2) {
            fold();
        }
    }

    private void fold() {
        height--;
        accumulation.combine(stack + (height - 1) * bytes, stack + height * bytes, top);
        top = width;
    }

    /** How many elements the result has. */
    int filled() {
        return top;
    }

    /** The address of the result of all blocks, of which there is at least one. */
    long sum() {
        while (height > 1) {
            fold();
        }
        return stack;
    }
}
