package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** Cholesky factors, row by row. */
final class JavaCholesky implements Factorization {
    private final DType dtype;
    private final int n;
    private final boolean upper;
    private final double[] a;

    JavaCholesky(DType dtype, int n, boolean upper) {
        this.dtype = dtype;
        this.n = n;
        this.upper = upper;
        a = new double[Math.multiplyExact(n, n)];
    }

    @Override
    public boolean compute(long... operands) {
        MatrixElements.load(dtype, operands[0], a, a.length);
        if (upper) {
            mirror();
        }
        if (!factor()) {
            return false;
        }
        if (upper) {
            mirror();
        }
        clearOtherTriangle();
        MatrixElements.store(dtype, a, operands[1], a.length);
        return true;
    }

    private boolean factor() {
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < row; column++) {
                a[row * n + column] = remainder(row, column) / a[column * n + column];
            }
            double square = remainder(row, row);
            if (!(square > 0)) {
                return false;
            }
            a[row * n + row] = Math.sqrt(square);
        }
        return true;
    }

    /** What the columns before leave of an element. */
    private double remainder(int row, int column) {
        double sum = a[row * n + column];
        for (int i = 0; i < column; i++) {
            sum -= a[row * n + i] * a[column * n + i];
        }
        return sum;
    }

    private void mirror() {
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < row; column++) {
                double kept = a[row * n + column];
                a[row * n + column] = a[column * n + row];
                a[column * n + row] = kept;
            }
        }
    }

    private void clearOtherTriangle() {
        for (int row = 0; row < n; row++) {
            for (int column = row + 1; column < n; column++) {
                a[upper ? column * n + row : row * n + column] = 0;
            }
        }
    }
}
