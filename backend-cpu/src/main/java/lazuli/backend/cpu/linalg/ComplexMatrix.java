package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** A square complex matrix, and its unitary similarity transformations by rotations of two rows and columns. */
final class ComplexMatrix {
    final int n;
    final double[][] real;
    final double[][] imaginary;

    ComplexMatrix(int n) {
        this.n = n;
        real = new double[n][n];
        imaginary = new double[n][n];
    }

    void load(DType dtype, long address) {
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                long index = (long) row * n + column;
                real[row][column] = MatrixElements.real(dtype, address, index);
                imaginary[row][column] = dtype == DType.COMPLEX64 ? MatrixElements.imaginary(address, index) : 0;
            }
        }
    }

    void setIdentity() {
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                real[row][column] = row == column ? 1 : 0;
                imaginary[row][column] = 0;
            }
        }
    }

    double magnitude(int row, int column) {
        return Math.hypot(real[row][column], imaginary[row][column]);
    }

    double largest() {
        double largest = 0;
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                largest = Math.max(largest, magnitude(row, column));
            }
        }
        return largest;
    }

    void scale(double factor) {
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                real[row][column] *= factor;
                imaginary[row][column] *= factor;
            }
        }
    }

    /** A rotation: (c, s; -conj(s), c) with real c. */
    record Rotation(double cosine, double sineReal, double sineImaginary) {}

    /** The rotation of rows p and q that makes the element (q, column) zero. */
    Rotation annihilating(int p, int q, int column) {
        double first = magnitude(p, column);
        double second = magnitude(q, column);
        double length = Math.hypot(first, second);
        if (second == 0) {
            return new Rotation(1, 0, 0);
        }
        if (first == 0) {
            return new Rotation(0, real[q][column] / second, -imaginary[q][column] / second);
        }
        double phaseReal = real[p][column] / first;
        double phaseImaginary = imaginary[p][column] / first;
        double otherReal = real[q][column] / length;
        double otherImaginary = -imaginary[q][column] / length;
        return new Rotation(
                first / length,
                phaseReal * otherReal - phaseImaginary * otherImaginary,
                phaseReal * otherImaginary + phaseImaginary * otherReal);
    }

    /** Rows p and q, from a column on, become c p + s q and c q - conj(s) p. */
    void rotateRows(Rotation by, int p, int q, int from) {
        double c = by.cosine();
        double sr = by.sineReal();
        double si = by.sineImaginary();
        for (int column = from; column < n; column++) {
            double pr = real[p][column];
            double pi = imaginary[p][column];
            double qr = real[q][column];
            double qi = imaginary[q][column];
            real[p][column] = c * pr + sr * qr - si * qi;
            imaginary[p][column] = c * pi + sr * qi + si * qr;
            real[q][column] = c * qr - sr * pr - si * pi;
            imaginary[q][column] = c * qi - sr * pi + si * pr;
        }
    }

    /** Columns p and q, up to a row, become c p + conj(s) q and c q - s p: the inverse of the rotation from the right. */
    void rotateColumns(Rotation by, int p, int q, int end) {
        double c = by.cosine();
        double sr = by.sineReal();
        double si = by.sineImaginary();
        for (int row = 0; row < end; row++) {
            double pr = real[row][p];
            double pi = imaginary[row][p];
            double qr = real[row][q];
            double qi = imaginary[row][q];
            real[row][p] = c * pr + sr * qr + si * qi;
            imaginary[row][p] = c * pi + sr * qi - si * qr;
            real[row][q] = c * qr - sr * pr + si * pi;
            imaginary[row][q] = c * qi - sr * pi - si * pr;
        }
    }
}
