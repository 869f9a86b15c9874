package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.graph.ArrayType;
import lazuli.core.operation.Cofactors;
import lazuli.core.operation.Functions;
import lazuli.core.operation.Reductions;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.elementwise.BinaryCrossEntropy;
import lazuli.core.primitive.linalg.MatrixTypes;

/** Derivatives of formulas that are written down, see {@link WithDerivative}; for whole batches along leading axes, too. */
public enum DerivativeRule {
    /** Of the determinants of matrices (..., N, N): the matrices of {@link Cofactors}. */
    DETERMINANT(1),
    /** Of the matrices of cofactors. */
    COFACTORS(1),
    /** Of {@link BinaryCrossEntropy}, for probabilities and targets. */
    BINARY_CROSS_ENTROPY(2),
    /** That of the argument itself: of what a quantized array stands for. */
    IDENTITY(1);

    private final int arguments;

    DerivativeRule(int arguments) {
        this.arguments = arguments;
    }

    int arguments() {
        return arguments;
    }

    /** Whether a formula with this rule gives such a result of such arguments. */
    boolean fits(List<ArrayType> x, ArrayType result) {
        return switch (this) {
            case DETERMINANT ->
                isSquare(x.getFirst())
                        && result.equals(new ArrayType(
                                MatrixTypes.vectors(
                                        MatrixTypes.vectors(x.getFirst().shape())),
                                x.getFirst().dtype()));
            case COFACTORS -> isSquare(x.getFirst()) && result.equals(x.getFirst());
            case BINARY_CROSS_ENTROPY, IDENTITY ->
                result.dtype().isFloating() && x.stream().allMatch(result::equals);
        };
    }

    private static boolean isSquare(ArrayType x) {
        return x.shape().rank() >= 2
                && x.shape().length(-1) == x.shape().length(-2)
                && (x.dtype() == DType.FLOAT32 || x.dtype() == DType.FLOAT64);
    }

    /** An argument's cotangent for the result's. */
    Array cotangent(int argument, List<Array> x, Array d, DType given) {
        return switch (this) {
            case DETERMINANT -> Functions.multiply(Shapes.expandDims(d, -1, -2), Cofactors.of(x.getFirst()));
            case COFACTORS -> Cofactors.derivative(x.getFirst(), d);
            case BINARY_CROSS_ENTROPY ->
                Functions.multiply(d, BinaryCrossEntropy.derivative(argument, x.get(0), x.get(1), given));
            case IDENTITY -> d;
        };
    }

    /** What an argument's tangent adds to the result's. All maps but the first are symmetric. */
    Array tangent(int argument, List<Array> x, Array t, DType given) {
        return switch (this) {
            case DETERMINANT ->
                Reductions.sum(Functions.multiply(Cofactors.of(x.getFirst()), t), new int[] {-1, -2}, false);
            case COFACTORS, BINARY_CROSS_ENTROPY, IDENTITY -> cotangent(argument, x, t, given);
        };
    }
}
