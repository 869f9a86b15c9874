package lazuli.core.operation;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.DerivativeRule;
import lazuli.core.primitive.WithDerivative;
import lazuli.core.primitive.linalg.Svd;

/**
 * The matrices of cofactors of square matrices, which are the gradients of their determinants, and their derivatives. With A = U diag(s)
 * Vᵀ they are det(U) det(V) U diag(c) Vᵀ, where c_i is the product of all s but s_i (J. R. Magnus and H. Neudecker, Matrix Differential
 * Calculus): no division, so that nothing is lost where A is singular.
 */
public final class Cofactors {
    private Cofactors() {}

    /** The cofactors of matrices (..., N, N) of float32 or float64. */
    public static Array of(Array a) {
        return WithDerivative.of(
                DerivativeRule.COFACTORS, a.dtype(), List.of(a), Factors.of(a).cofactors());
    }

    /** How they change along a direction, and, since that map is symmetric, their cotangent. */
    public static Array derivative(Array a, Array direction) {
        return Factors.of(a).derivative(direction);
    }

    /** A = U diag(s) Vᵀ with sign = det(U) det(V), which is 1 or -1. */
    private record Factors(Array u, Array s, Array vt, Array sign) {
        static Factors of(Array a) {
            List<Array> factors = Nodes.all(new Svd(Svd.Form.COMPLETE), List.of(a));
            Array u = factors.get(0);
            Array vt = factors.get(2);
            Array sign = Functions.sign(Functions.multiply(Determinants.determinant(u), Determinants.determinant(vt)));
            return new Factors(u, factors.get(1), vt, Shapes.expandDims(sign, -1, -2));
        }

        Array cofactors() {
            Array others = productOfOthers(s);
            return Functions.multiply(sign, Matrices.matmul(Functions.multiply(u, Shapes.expandDims(others, -2)), vt));
        }

        /**
         * Along K, with H = Uᵀ K V and P_ij the product of all s but s_i and s_j: det(U) det(V) U M Vᵀ, where M_ij = -P_ij H_ji off the
         * diagonal, and M_ii the sum of P_ij H_jj over the other j. The map is symmetric: as the second derivative of the determinant.
         */
        Array derivative(Array k) {
            Array h = Matrices.matmul(Matrices.matmul(Shapes.transposeLast(u), k), Shapes.transposeLast(vt));
            Array pairs = productOfOtherPairs();
            Array onDiagonal = Matrices.matmul(pairs, Shapes.expandDims(Diagonals.diagonal(h, 0, -2, -1), -1));
            Array m = Functions.where(
                    unit(), onDiagonal, Functions.negative(Functions.multiply(pairs, Shapes.transposeLast(h))));
            return Functions.multiply(sign, Matrices.matmul(Matrices.matmul(u, m), vt));
        }

        /** P, with zeros on its diagonal. */
        private Array productOfOtherPairs() {
            Array rows = Functions.where(unit(), 1, Shapes.expandDims(s, -2));
            return Functions.where(unit(), 0, productOfOthers(rows));
        }

        private Array unit() {
            Array places = Creation.arange(s.shape().length(-1));
            return Functions.equal(Shapes.expandDims(places, -1), places);
        }

        private static Array productOfOthers(Array values) {
            return Reductions.productOfOthers(values, new int[] {values.shape().rank() - 1});
        }
    }
}
