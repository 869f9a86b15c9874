package lazuli.backend.cpu.linalg;

import java.util.Arrays;
import lazuli.core.DType;

/** QR factors by Householder's reflections. */
final class JavaQr implements Factorization {
    private final DType dtype;
    private final int rows;
    private final int columns;
    private final int rank;
    private final double[] a;
    private final double[] q;
    /** The reflections' vectors, one a row. */
    private final double[] reflections;

    private final double[] products;

    JavaQr(DType dtype, int rows, int columns) {
        this.dtype = dtype;
        this.rows = rows;
        this.columns = columns;
        rank = Math.min(rows, columns);
        a = new double[Math.multiplyExact(rows, columns)];
        q = new double[rows * rank];
        reflections = new double[rows * rank];
        products = new double[columns];
    }

    @Override
    public boolean compute(long... operands) {
        MatrixElements.load(dtype, operands[0], a, a.length);
        for (int step = 0; step < rank; step++) {
            double length = prepare(step);
            reflect(step, a, columns, step);
            for (int row = step + 1; row < rows; row++) {
                a[row * columns + step] = 0; // exactly
            }
            a[step * columns + step] = length;
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < rank; column++) {
                q[row * rank + column] = row == column ? 1 : 0;
            }
        }
        for (int step = rank - 1; step >= 0; step--) {
            reflect(step, q, rank, step);
        }
        MatrixElements.store(dtype, q, operands[1], q.length);
        MatrixElements.store(dtype, a, operands[2], rank * columns);
        return true;
    }

    /** Finds the reflection, scaled to length sqrt(2), that turns what is left of a column into its first element, which is returned. */
    private double prepare(int step) {
        double scale = 0;
        for (int row = step; row < rows; row++) {
            scale = Math.max(scale, Math.abs(a[row * columns + step]));
        }
        double squares = 0;
        for (int row = step; row < rows; row++) {
            double element = scale == 0 ? 0 : a[row * columns + step] / scale;
            reflections[step * rows + row] = element;
            squares += element * element;
        }
        double length = Math.sqrt(squares);
        double first = reflections[step * rows + step];
        double target = first > 0 ? -length : length;
        reflections[step * rows + step] = first - target;
        double half = squares - first * target; // half the square of the vector's length
        double factor = half == 0 ? 0 : 1 / Math.sqrt(half);
        for (int row = step; row < rows; row++) {
            reflections[step * rows + row] *= factor;
        }
        return target * scale;
    }

    /** x -= v vᵀ x for the columns from {@code from} on. */
    private void reflect(int step, double[] x, int width, int from) {
        Arrays.fill(products, from, width, 0);
        for (int row = step; row < rows; row++) {
            double factor = reflections[step * rows + row];
            for (int column = from; column < width; column++) {
                products[column] += factor * x[row * width + column];
            }
        }
        for (int row = step; row < rows; row++) {
            double factor = reflections[step * rows + row];
            for (int column = from; column < width; column++) {
                x[row * width + column] -= factor * products[column];
            }
        }
    }
}
