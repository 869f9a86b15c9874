package lazuli.backend.cpu.linalg;

/** Gaussian elimination that exchanges rows for the largest pivot. */
final class PivotedLu {
    private PivotedLu() {}

    /** Overwrites a (rows, columns) with its factors, and tells with which row each step exchanged its own. */
    static int[] factor(double[] a, int rows, int columns) {
        int[] pivots = new int[Math.min(rows, columns)];
        for (int step = 0; step < pivots.length; step++) {
            int pivot = largest(a, rows, columns, step);
            pivots[step] = pivot;
            exchange(a, step, pivot, columns);
            double divisor = a[step * columns + step];
            if (divisor != 0) {
                for (int row = step + 1; row < rows; row++) {
                    eliminate(a, row, step, divisor, columns);
                }
            }
        }
        return pivots;
    }

    private static int largest(double[] a, int rows, int columns, int column) {
        int largest = column;
        for (int row = column + 1; row < rows; row++) {
            if (Math.abs(a[row * columns + column]) > Math.abs(a[largest * columns + column])) {
                largest = row;
            }
        }
        return largest;
    }

    private static void eliminate(double[] a, int row, int step, double divisor, int columns) {
        double factor = a[row * columns + step] / divisor;
        a[row * columns + step] = factor;
        for (int column = step + 1; column < columns; column++) {
            a[row * columns + column] -= factor * a[step * columns + column];
        }
    }

    /** Exchanges two rows. */
    static void exchange(double[] a, int row, int other, int columns) {
        if (row == other) {
            return;
        }
        for (int column = 0; column < columns; column++) {
            double kept = a[row * columns + column];
            a[row * columns + column] = a[other * columns + column];
            a[other * columns + column] = kept;
        }
    }
}
