package lazuli.backend.cpu.linalg;

/** Adds columns to orthonormal ones. */
final class OrthonormalCompletion {
    private OrthonormalCompletion() {}

    /** Makes the columns from {@code known} on orthonormal, to those before and among themselves. */
    static void complete(Columns columns, int known) {
        for (int column = known; column < columns.real.length; column++) {
            columns.setUnit(column, leastCovered(columns, column));
            for (int pass = 0; pass < 2; pass++) { // the second removes what rounding left
                for (int other = 0; other < column; other++) {
                    columns.subtract(
                            column, other, columns.productReal(other, column), columns.productImaginary(other, column));
                }
            }
            columns.scale(column, 1 / Math.sqrt(columns.squares(column)));
        }
    }

    /** The axis that the first columns span least of. */
    private static int leastCovered(Columns columns, int count) {
        int least = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < columns.length; row++) {
            double squares = 0;
            for (int column = 0; column < count; column++) {
                double real = columns.real[column][row];
                double imaginary = columns.imaginary == null ? 0 : columns.imaginary[column][row];
                squares += real * real + imaginary * imaginary;
            }
            if (squares < smallest) {
                smallest = squares;
                least = row;
            }
        }
        return least;
    }
}
