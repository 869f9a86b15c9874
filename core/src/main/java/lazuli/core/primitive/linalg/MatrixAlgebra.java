package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Diagonals.diagonal;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Shapes.concatenate;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.graph.Nodes;
import lazuli.core.operation.Diagonals;
import lazuli.core.operation.Indexing;
import lazuli.core.operation.LinearAlgebra;
import lazuli.core.operation.Scalars;
import lazuli.core.operation.Shapes;

/** The vocabulary of the formulas for derivatives of factorizations. */
public final class MatrixAlgebra {
    private MatrixAlgebra() {}

    /** The conjugate transpose. */
    public static Array adjoint(Array x) {
        return conjugate(Shapes.transposeLast(x));
    }

    /** (x + xᴴ) / 2. */
    static Array hermitianPart(Array x) {
        return multiply(add(x, adjoint(x)), 0.5);
    }

    static Array unit(int size, DType dtype) {
        return Diagonals.eye("eye", size, size, 0, dtype);
    }

    /** 1 / gap off the diagonal, where gap is 0, and 0 on it. */
    static Array reciprocalOffDiagonal(Array gap) {
        Array one = unit(gap.shape().length(-1), gap.dtype());
        return divide(subtract(1, one), add(gap, one));
    }

    /** The main diagonals. */
    static Array diagonals(Array x) {
        return diagonal(x, 0, -2, -1);
    }

    /** The inverse of a complex matrix, by that of the real one of twice its size that does the same to real and imaginary parts. */
    static Array inverse(Array x) {
        int n = x.shape().length(-1);
        Array re = real(x);
        Array im = imag(x);
        Array inverse = LinearAlgebra.inverse(concatenate(List.of(beside(re, negative(im)), beside(im, re)), -2));
        Array left = columns(inverse, 0, n);
        return add(rows(left, 0, n), multiply(rows(left, n, 2 * n), Scalars.of(Complex.of(0, 1))));
    }

    /** A⁻¹ B for a triangular A. */
    static Array solveLeft(boolean upper, Array a, Array b) {
        return Nodes.of(new SolveTriangular(upper), a, b);
    }

    /** B A⁻¹ for a triangular A. */
    static Array solveRight(boolean upper, Array a, Array b) {
        return Shapes.transposeLast(solveLeft(!upper, Shapes.transposeLast(a), Shapes.transposeLast(b)));
    }

    static Array rows(Array x, int start, int end) {
        return Indexing.part(x, x.shape().rank() - 2, start, end - start);
    }

    static Array columns(Array x, int start, int end) {
        return Indexing.part(x, x.shape().rank() - 1, start, end - start);
    }

    /** Matrices side by side. */
    static Array beside(Array left, Array right) {
        return concatenate(List.of(left, right), -1);
    }

    /** One matrix above the other. */
    static Array above(Array top, Array bottom) {
        return concatenate(List.of(top, bottom), -2);
    }
}
