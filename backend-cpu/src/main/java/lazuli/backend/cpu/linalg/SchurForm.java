package lazuli.backend.cpu.linalg;

import lazuli.backend.cpu.linalg.ComplexMatrix.Rotation;

/** Brings a complex matrix into upper triangular form by unitary similarity: to Hessenberg form first, then by shifted QR iteration. */
final class SchurForm {
    private static final int MOST_STEPS = 60;
    private static final int STEPS_BETWEEN_ODD_SHIFTS = 10;

    private final ComplexMatrix h;
    private final ComplexMatrix z;
    private final Rotation[] rotations;

    private SchurForm(ComplexMatrix h, ComplexMatrix z) {
        this.h = h;
        this.z = z;
        rotations = new Rotation[h.n];
    }

    /** Overwrites h with its triangular form and z with the unitary matrix that makes it; false if that takes too long. */
    static boolean compute(ComplexMatrix h, ComplexMatrix z) {
        z.setIdentity();
        SchurForm form = new SchurForm(h, z);
        form.toHessenberg();
        return form.iterate();
    }

    private void toHessenberg() {
        for (int column = 0; column < h.n - 2; column++) {
            for (int row = column + 2; row < h.n; row++) {
                Rotation rotation = h.annihilating(column + 1, row, column);
                h.rotateRows(rotation, column + 1, row, column);
                h.rotateColumns(rotation, column + 1, row, h.n);
                z.rotateColumns(rotation, column + 1, row, h.n);
            }
        }
    }

    private boolean iterate() {
        int last = h.n - 1;
        int steps = 0;
        while (last > 0) {
            int first = startOfBlock(last);
            if (first == last) {
                last--;
                steps = 0;
            } else if (++steps > MOST_STEPS) {
                return false;
            } else {
                step(first, last, steps % STEPS_BETWEEN_ODD_SHIFTS == 0);
            }
        }
        return true;
    }

    /** Where the block that ends at {@code last} begins; the negligible element left of it becomes zero. */
    private int startOfBlock(int last) {
        for (int row = last; row > 0; row--) {
            double neighbours = h.magnitude(row - 1, row - 1) + h.magnitude(row, row);
            double scale = neighbours == 0 ? 1 : neighbours;
            if (h.magnitude(row, row - 1) <= Math.ulp(1.0) * scale) {
                h.real[row][row - 1] = 0;
                h.imaginary[row][row - 1] = 0;
                return row;
            }
        }
        return 0;
    }

    private void step(int first, int last, boolean isOdd) {
        double[] shift = isOdd ? new double[] {h.magnitude(last, last - 1) + h.real[last][last], 0} : shift(last);
        addToDiagonal(first, last, -shift[0], -shift[1]);
        for (int i = first; i < last; i++) {
            rotations[i] = h.annihilating(i, i + 1, i);
            h.rotateRows(rotations[i], i, i + 1, i);
        }
        for (int i = first; i < last; i++) {
            h.rotateColumns(rotations[i], i, i + 1, i + 2);
            z.rotateColumns(rotations[i], i, i + 1, h.n);
        }
        addToDiagonal(first, last, shift[0], shift[1]);
    }

    private void addToDiagonal(int first, int last, double real, double imaginary) {
        for (int i = first; i <= last; i++) {
            h.real[i][i] += real;
            h.imaginary[i][i] += imaginary;
        }
    }

    /** The eigenvalue of the last block (a, b; c, d) that is nearer to d (Wilkinson): d - bc / (p ± sqrt(p² + bc)), p = (a - d) / 2. */
    private double[] shift(int last) {
        double[] d = {h.real[last][last], h.imaginary[last][last]};
        double[] p = {(h.real[last - 1][last - 1] - d[0]) / 2, (h.imaginary[last - 1][last - 1] - d[1]) / 2};
        double[] product = ComplexNumbers.multiply(
                h.real[last - 1][last],
                h.imaginary[last - 1][last],
                h.real[last][last - 1],
                h.imaginary[last][last - 1]);
        double[] square = ComplexNumbers.multiply(p[0], p[1], p[0], p[1]);
        double[] root = ComplexNumbers.sqrt(square[0] + product[0], square[1] + product[1]);
        double sign = p[0] * root[0] + p[1] * root[1] < 0 ? -1 : 1;
        double denominatorReal = p[0] + sign * root[0];
        double denominatorImaginary = p[1] + sign * root[1];
        if (denominatorReal == 0 && denominatorImaginary == 0) {
            return d;
        }
        double[] quotient = ComplexNumbers.divide(product[0], product[1], denominatorReal, denominatorImaginary);
        return new double[] {d[0] - quotient[0], d[1] - quotient[1]};
    }
}
