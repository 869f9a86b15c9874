package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** Eigenvalues by the Schur form, eigenvectors by substitution in it. */
final class JavaEig implements Factorization {
    private final DType dtype;
    private final int n;
    private final boolean vectors;
    private final ComplexMatrix h;
    private final ComplexMatrix z;
    private final double[] real;
    private final double[] imaginary;

    JavaEig(DType dtype, int n, boolean vectors) {
        this.dtype = dtype;
        this.n = n;
        this.vectors = vectors;
        h = new ComplexMatrix(n);
        z = new ComplexMatrix(n);
        real = new double[n];
        imaginary = new double[n];
    }

    @Override
    public boolean compute(long... operands) {
        h.load(dtype, operands[0]);
        double largest = h.largest();
        double unit = largest == 0 ? 1 : largest;
        h.scale(1 / unit);
        if (!SchurForm.compute(h, z)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            MatrixElements.set(DType.COMPLEX64, operands[1], i, h.real[i][i] * unit, h.imaginary[i][i] * unit);
            if (vectors) {
                substitute(i);
                storeVector(i, operands[2]);
            }
        }
        return true;
    }

    /** The eigenvector of the triangular form for its i-th eigenvalue: 1 at i, 0 beyond. */
    private void substitute(int i) {
        real[i] = 1;
        imaginary[i] = 0;
        for (int row = i - 1; row >= 0; row--) {
            double sumReal = 0;
            double sumImaginary = 0;
            for (int column = row + 1; column <= i; column++) {
                sumReal += h.real[row][column] * real[column] - h.imaginary[row][column] * imaginary[column];
                sumImaginary += h.real[row][column] * imaginary[column] + h.imaginary[row][column] * real[column];
            }
            double gapReal = h.real[i][i] - h.real[row][row];
            double gapImaginary = h.imaginary[i][i] - h.imaginary[row][row];
            // For a repeated eigenvalue, one that differs by rounding.
            boolean isRepeated = Math.hypot(gapReal, gapImaginary) < Math.ulp(1.0);
            double[] element = ComplexNumbers.divide(
                    sumReal, sumImaginary, isRepeated ? Math.ulp(1.0) : gapReal, isRepeated ? 0 : gapImaginary);
            real[row] = element[0];
            imaginary[row] = element[1];
            limit(row, i);
        }
    }

    /** Keeps a growing vector from overflowing. */
    private void limit(int from, int to) {
        double size = Math.max(Math.abs(real[from]), Math.abs(imaginary[from]));
        if (size > 1e100) {
            for (int i = from; i <= to; i++) {
                real[i] /= size;
                imaginary[i] /= size;
            }
        }
    }

    /** Back from the triangular form, at length 1. */
    private void storeVector(int i, long address) {
        double[] vectorReal = new double[n];
        double[] vectorImaginary = new double[n];
        double squares = 0;
        for (int row = 0; row < n; row++) {
            for (int column = 0; column <= i; column++) {
                vectorReal[row] += z.real[row][column] * real[column] - z.imaginary[row][column] * imaginary[column];
                vectorImaginary[row] +=
                        z.real[row][column] * imaginary[column] + z.imaginary[row][column] * real[column];
            }
            squares += vectorReal[row] * vectorReal[row] + vectorImaginary[row] * vectorImaginary[row];
        }
        double scale = 1 / Math.sqrt(squares);
        for (int row = 0; row < n; row++) {
            MatrixElements.set(
                    DType.COMPLEX64,
                    address,
                    (long) row * n + i,
                    vectorReal[row] * scale,
                    vectorImaginary[row] * scale);
        }
    }
}
