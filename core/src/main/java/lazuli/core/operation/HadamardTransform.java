package lazuli.core.operation;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.TraceScope;

/** Products with a Hadamard matrix that is a Kronecker product, one of its factors after the other. */
public final class HadamardTransform {
    /** Factors up to this keep a product's arithmetic small beside its reading and writing. */
    private static final int LARGEST_FACTOR = 64;

    private HadamardTransform() {}

    /** Of the last axis, in float32 for half types and integers. */
    public static Array of(Array x, double scale) {
        if (x.dtype() == DType.COMPLEX64) {
            throw new DTypeException("hadamard_transform", "needs real numbers, not complex64");
        }
        if (x.shape().rank() == 0) {
            return TraceScope.result(() -> Shapes.reshape(of(Shapes.reshape(x, 1), scale)));
        }
        List<Integer> factors = factors(x.shape());
        DType dtype = x.dtype().toFloating();
        DType wide = dtype == DType.FLOAT64 ? dtype : DType.FLOAT32;
        return TraceScope.result(() -> {
            int right = x.shape().length(-1);
            int left = Shape.axisLength("hadamard_transform", x.shape().size() / right);
            Array y = Elementwise.astype(x, wide);
            for (int factor : factors) {
                right /= factor;
                Array values = Creation.array(HadamardMatrix.of(factor), Shape.of(factor, factor));
                Array matrix = HostConversion.convert(values, wide);
                y = right == 1
                        ? Matrices.matmul(Shapes.reshape(y, left, factor), matrix.T())
                        : Matrices.matmul(matrix, Shapes.reshape(y, left, factor, right));
                left *= factor;
            }
            Array scaled = Functions.multiply(Shapes.reshape(y, x.shape().toArray()), scale);
            return Elementwise.astype(scaled, dtype);
        });
    }

    private static List<Integer> factors(Shape shape) {
        int length = shape.length(-1);
        List<Integer> factors = new ArrayList<>();
        int rest = length;
        for (int order : HadamardMatrix.ODD_ORDERS) {
            if (length > 0 && length % order == 0 && Integer.bitCount(length / order) == 1) {
                factors.add(order);
                rest /= order;
            }
        }
        if (Integer.bitCount(rest) != 1) {
            throw new ShapeException(
                    "hadamard_transform",
                    "the last axis of shape %s must have m * 2^k elements, m being 1, 12, 20 or 28",
                    shape);
        }
        while (rest > 1) {
            int factor = Math.min(rest, LARGEST_FACTOR);
            factors.add(factor);
            rest /= factor;
        }
        return factors;
    }
}
