package lazuli.backend.cpu.normalization;

/** The mean and the biased variance of a column. */
record Moments(double mean, double variance) {

    /** Merges the blocks' means and squared differences in their order, by Chan's formula; NaN if there are no rows. */
    static Moments merge(ColumnVectors moments, int column, BlockGrid grid) {
        double mean = 0;
        double squares = 0;
        long rows = 0;
        for (long i = 0; i < grid.blocks(); i++) {
            int more = grid.blockRows(i);
            double difference = moments.get(2 * i, column) - mean;
            double share = (double) more / (rows + more);
            mean += difference * share;
            squares += moments.get(2 * i + 1, column) + difference * difference * rows * share;
            rows += more;
        }
        return rows == 0 ? new Moments(Double.NaN, Double.NaN) : new Moments(mean, squares / rows);
    }
}
