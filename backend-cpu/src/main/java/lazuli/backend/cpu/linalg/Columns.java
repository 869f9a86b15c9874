package lazuli.backend.cpu.linalg;

import java.util.Arrays;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** The columns of a matrix, real or complex, for algorithms that turn pairs of them. */
final class Columns {
    final int length;
    final double[][] real;
    /** Null for a real matrix. */
    final double @Nullable [][] imaginary;

    private Columns(int length, int count, boolean isComplex) {
        this.length = length;
        real = new double[count][length];
        imaginary = isComplex ? new double[count][length] : null;
    }

    /** Zeros. */
    static Columns zeros(DType dtype, int length, int count) {
        return new Columns(length, count, dtype == DType.COMPLEX64);
    }

    /** Becomes the identity. */
    void setIdentity() {
        for (int column = 0; column < real.length; column++) {
            setUnit(column, column);
        }
    }

    /** A column becomes a vector of zeros with a one. */
    void setUnit(int column, int row) {
        Arrays.fill(real[column], 0);
        real[column][row] = 1;
        if (imaginary != null) {
            Arrays.fill(imaginary[column], 0);
        }
    }

    /** A column becomes that of another matrix. */
    void copy(int column, Columns from) {
        System.arraycopy(from.real[column], 0, real[column], 0, length);
        if (imaginary != null && from.imaginary != null) {
            System.arraycopy(from.imaginary[column], 0, imaginary[column], 0, length);
        }
    }

    /** Reads a row-major matrix, or its adjoint. */
    void load(DType dtype, long address, boolean adjoint) {
        int count = real.length;
        for (int column = 0; column < count; column++) {
            for (int row = 0; row < length; row++) {
                long index = adjoint ? (long) column * length + row : (long) row * count + column;
                real[column][row] = MatrixElements.real(dtype, address, index);
                if (imaginary != null) {
                    double part = MatrixElements.imaginary(address, index);
                    imaginary[column][row] = adjoint ? -part : part;
                }
            }
        }
    }

    /** Writes the first columns as a row-major matrix, or its adjoint. */
    void store(DType dtype, long address, int count, boolean adjoint) {
        for (int column = 0; column < count; column++) {
            for (int row = 0; row < length; row++) {
                long index = adjoint ? (long) column * length + row : (long) row * count + column;
                double part = imaginary == null ? 0 : imaginary[column][row];
                MatrixElements.set(dtype, address, index, real[column][row], adjoint ? -part : part);
            }
        }
    }

    /** The largest magnitude of a part of an element. */
    double largest() {
        double largest = 0;
        for (int column = 0; column < real.length; column++) {
            for (int row = 0; row < length; row++) {
                largest = Math.max(largest, Math.abs(real[column][row]));
                if (imaginary != null) {
                    largest = Math.max(largest, Math.abs(imaginary[column][row]));
                }
            }
        }
        return largest;
    }

    /** Multiplies all columns. */
    void scale(double factor) {
        for (int column = 0; column < real.length; column++) {
            scale(column, factor);
        }
    }

    /** Multiplies a column. */
    void scale(int column, double factor) {
        for (int row = 0; row < length; row++) {
            real[column][row] *= factor;
        }
        if (imaginary != null) {
            for (int row = 0; row < length; row++) {
                imaginary[column][row] *= factor;
            }
        }
    }

    /** The sum of squares of a column. */
    double squares(int column) {
        double sum = dot(real[column], real[column]);
        return imaginary == null ? sum : sum + dot(imaginary[column], imaginary[column]);
    }

    /** The real part of the product of p's adjoint and q. */
    double productReal(int p, int q) {
        double sum = dot(real[p], real[q]);
        return imaginary == null ? sum : sum + dot(imaginary[p], imaginary[q]);
    }

    /** The imaginary part of the product of p's adjoint and q. */
    double productImaginary(int p, int q) {
        return imaginary == null ? 0 : dot(real[p], imaginary[q]) - dot(imaginary[p], real[q]);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    void exchange(int p, int q) {
        exchange(real, p, q);
        if (imaginary != null) {
            exchange(imaginary, p, q);
        }
    }

    private static void exchange(double[][] columns, int p, int q) {
        double[] kept = columns[p];
        columns[p] = columns[q];
        columns[q] = kept;
    }

    /** With q' = phase q: p becomes cosine p - sine q', and q sine p + cosine q'. */
    void rotate(int p, int q, double cosine, double sine, double phaseReal, double phaseImaginary) {
        if (imaginary == null) {
            rotate(real[p], real[q], cosine, sine);
            return;
        }
        double[] parts = real[q];
        double[] others = imaginary[q];
        for (int i = 0; i < length; i++) {
            double part = parts[i];
            parts[i] = part * phaseReal - others[i] * phaseImaginary;
            others[i] = part * phaseImaginary + others[i] * phaseReal;
        }
        rotate(real[p], real[q], cosine, sine);
        rotate(imaginary[p], imaginary[q], cosine, sine);
    }

    private static void rotate(double[] p, double[] q, double cosine, double sine) {
        for (int i = 0; i < p.length; i++) {
            double x = p[i];
            double y = q[i];
            p[i] = cosine * x - sine * y;
            q[i] = sine * x + cosine * y;
        }
    }

    /** Subtracts from column {@code to} a multiple of column {@code from}. */
    void subtract(int to, int from, double factorReal, double factorImaginary) {
        for (int i = 0; i < length; i++) {
            real[to][i] -= factorReal * real[from][i];
        }
        if (imaginary != null) {
            for (int i = 0; i < length; i++) {
                real[to][i] += factorImaginary * imaginary[from][i];
                imaginary[to][i] -= factorReal * imaginary[from][i] + factorImaginary * real[from][i];
            }
        }
    }
}
