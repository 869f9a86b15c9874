package lazuli.backend.gpu.reduction;

/** In which order a kernel combines the elements of a result. It depends on lengths alone, so that a view's sum is that of its copy. */
enum Tree {
    /** A thread combines all. */
    THREAD,
    /** Each lane of a warp combines every 32nd element, then the lanes halve. */
    WARP,
    /** The same of a group of 256 threads. */
    GROUP,
    /** A group has a tile of results that lie side by side, for each of which some threads combine every so manieth element. */
    TILE;

    /** Threads of a group. */
    static final int THREADS = 256;

    private static final int LANES = 32;
    private static final int SHORT_ROW = 16;
    private static final int SHORT_COLUMN = 32;
    private static final int WARP_ROW = 1024;

    /**
     * The tree for results that lie side by side in so many columns.
     *
     * @param length how many elements a result has
     */
    static Tree of(long length, long columns) {
        if (columns > 1) {
            return length <= SHORT_COLUMN ? THREAD : TILE;
        }
        return length <= SHORT_ROW ? THREAD : length <= WARP_ROW ? WARP : GROUP;
    }

    /** How many columns a tile has: a power of two. */
    static int width(long columns) {
        return columns >= LANES ? LANES : Math.max(1, Integer.highestOneBit((int) columns * 2 - 1));
    }

    /** Into how many parts a second pass combines the elements are cut. */
    long parts(long length, long columns) {
        return switch (this) {
            case THREAD, WARP -> 1;
            case GROUP -> cut(length, THREADS);
            case TILE -> cut(length, THREADS / width(columns));
        };
    }

    /** So that each of the threads has 32 elements, if they had more than 64. */
    private static long cut(long length, int threads) {
        return length <= 64L * threads ? 1 : (length + 32L * threads - 1) / (32L * threads);
    }
}
