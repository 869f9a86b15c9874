package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.parallel.ParallelLoop;

/** Into how many runs of columns a row is cut, so that threads share places and never updates. */
final class ColumnParts {
    private static final int FEWEST_COLUMNS = 16;

    /** The bytes of so many elements are an int. */
    private static final int MOST_COLUMNS = 1 << 27;

    private ColumnParts() {}

    /** For so many rows of so many columns: no more than threads can use, since each part reads all positions. */
    static long count(long outer, long columns) {
        int threads = ParallelLoop.threads();
        long wanted = outer == 1 ? threads : Math.ceilDiv(2L * threads, Math.max(1, outer));
        long parts = threads == 1 ? 1 : Math.clamp(columns / FEWEST_COLUMNS, 1, wanted);
        return Math.max(parts, Math.ceilDiv(columns, MOST_COLUMNS));
    }
}
