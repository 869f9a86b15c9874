package lazuli.core.operation;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.DerivativeRule;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.WithDerivative;
import lazuli.core.primitive.linalg.LuFactor;
import lazuli.core.primitive.linalg.MatrixTypes;

/**
 * Determinants: the formula for matrices up to 3 x 3, else by LU factors, with the derivative by {@link Cofactors}. Both hold for singular
 * matrices too.
 */
public final class Determinants {
    private static final int FORMULA_SIZE = 3;

    private Determinants() {}

    /** The determinants of square matrices. */
    public static Array determinant(Array a) {
        Array x = checked("det", a);
        return TraceScope.result(() -> {
            return hasFormula(x)
                    ? HalfPrecision.compute(x, Determinants::formula)
                    : WithDerivative.of(DerivativeRule.DETERMINANT, x.dtype(), List.of(x), byFactors(x));
        });
    }

    private static Array byFactors(Array x) {
        List<Array> factors = Nodes.all(new LuFactor(), List.of(x));
        return Functions.multiply(parity(factors.get(1), x.dtype()), Reductions.prod(diagonal(factors), -1));
    }

    /** The sign of the determinant, and the logarithm of its absolute value. */
    public static List<Array> signAndLog(Array a) {
        Array x = checked("slogdet", a);
        if (hasFormula(x)) {
            Array determinant = TraceScope.result(() -> formula(HalfPrecision.widen(x)));
            return List.of(
                    HalfPrecision.round(Functions.sign(determinant), x.dtype()),
                    TraceScope.result(() -> HalfPrecision.round(Functions.log(Functions.abs(determinant)), x.dtype())));
        }
        List<Array> factors = Nodes.all(new LuFactor(), List.of(x));
        Array sign = TraceScope.result(() -> Functions.multiply(
                parity(factors.get(1), x.dtype()), Reductions.prod(Functions.sign(diagonal(factors)), -1)));
        Array logarithm = TraceScope.result(() -> Reductions.sum(Functions.log(Functions.abs(diagonal(factors))), -1));
        return List.of(sign, logarithm);
    }

    private static Array checked(String operation, Array a) {
        if (a.dtype() == DType.COMPLEX64) {
            throw new DTypeException(operation, "not defined for %s", a.dtype());
        }
        MatrixTypes.requireSquare(operation, new ArrayType(a.shape(), a.dtype()));
        DType dtype = a.dtype().toFloating();
        if (HalfPrecision.isHalf(dtype) && a.shape().length(-1) > FORMULA_SIZE) {
            throw new DTypeException(operation, "needs float32 or float64 beyond 3 x 3, not %s", dtype);
        }
        return Elementwise.astype(a, dtype);
    }

    private static boolean hasFormula(Array x) {
        return x.shape().length(-1) <= FORMULA_SIZE;
    }

    private static Array diagonal(List<Array> factors) {
        return Diagonals.diagonal(factors.getFirst(), 0, -2, -1);
    }

    /** 1 for an even number of exchanged rows, else -1. */
    private static Array parity(Array pivots, DType dtype) {
        Array rows = Elementwise.astype(Creation.arange(pivots.shape().length(-1)), pivots.dtype());
        Array exchanges = Elementwise.astype(Reductions.sum(Functions.notEqual(pivots, rows), -1), dtype);
        return Functions.subtract(1, Functions.multiply(Functions.remainder(exchanges, 2), 2));
    }

    private static Array formula(Array x) {
        return switch (x.shape().length(-1)) {
            case 0 ->
                Creation.ones(
                        x.shape().remove(x.shape().rank() - 1).remove(x.shape().rank() - 2), x.dtype());
            case 1 -> element(x, 0, 0);
            case 2 -> minor(x, 0, 1, 0, 1);
            default ->
                Functions.add(
                        Functions.subtract(
                                Functions.multiply(element(x, 0, 0), minor(x, 1, 2, 1, 2)),
                                Functions.multiply(element(x, 0, 1), minor(x, 1, 2, 0, 2))),
                        Functions.multiply(element(x, 0, 2), minor(x, 1, 2, 0, 1)));
        };
    }

    private static Array minor(Array x, int row1, int row2, int column1, int column2) {
        return Functions.subtract(
                Functions.multiply(element(x, row1, column1), element(x, row2, column2)),
                Functions.multiply(element(x, row1, column2), element(x, row2, column1)));
    }

    private static Array element(Array x, int row, int column) {
        int rank = x.shape().rank();
        return Shapes.squeeze(Indexing.part(Indexing.part(x, rank - 2, row, 1), rank - 1, column, 1), -1, -2);
    }
}
