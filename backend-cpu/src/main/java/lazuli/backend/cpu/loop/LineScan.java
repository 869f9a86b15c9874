package lazuli.backend.cpu.loop;

/**
 * Accumulates along lines of elements side by side. Blocks of a fixed size are accumulated by doubling: of each half the last result is combined
 * with all of the next half (Sklansky, 1960); then what all blocks before make is combined with each result. So the order depends on the
 * index alone, not on how wide vectors are, and an element goes through four additions and one for each block.
 */
public interface LineScan {
    /** Bytes of a block: one vector of the widest kind. */
    int BLOCK_BYTES = 64;

    /** How much scratch memory {@link #lines} takes: two blocks. */
    int SCRATCH_BYTES = 2 * BLOCK_BYTES;

    /**
     * Accumulates each of {@code count} lines, which follow one another.
     *
     * @param start the address of a block of what comes before each line: the same element throughout
     */
    void lines(long x, long to, long count, int length, long start, long scratch);
}
