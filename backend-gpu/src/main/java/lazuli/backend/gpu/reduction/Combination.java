package lazuli.backend.gpu.reduction;

import lazuli.backend.gpu.elementwise.BinaryExpressions;
import lazuli.backend.gpu.elementwise.Lane;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.reduction.Reduction;

/**
 * How a reduction's elements are combined.
 *
 * @param dtype of the result; elements are converted to it, and combined as what it is computed with
 */
record Combination(Reduction reduction, DType dtype) {
    private BinaryFunction function() {
        return switch (reduction) {
            case SUM -> BinaryFunction.ADD;
            case PRODUCT -> BinaryFunction.MULTIPLY;
            case MAXIMUM -> BinaryFunction.MAXIMUM;
            case MINIMUM -> BinaryFunction.MINIMUM;
            case ALL -> BinaryFunction.LOGICAL_AND;
            case ANY -> BinaryFunction.LOGICAL_OR;
        };
    }

    /** What is accumulated in, in the kernels' text. */
    String type() {
        return DialectTypes.computed(dtype);
    }

    /** The dtype that stores what is accumulated in. */
    DType accumulator() {
        return switch (dtype) {
            case BOOL, UINT32, UINT64, INT32, INT64, FLOAT32, FLOAT64, COMPLEX64 -> dtype;
            case UINT8, UINT16, INT8, INT16 -> DType.INT32;
            case FLOAT16, BFLOAT16 -> DType.FLOAT32;
        };
    }

    /** The text's function that combines two of them. */
    String declaration() {
        return "FN %s combine(%s a, %s b) { return %s; }\n"
                .formatted(type(), type(), type(), BinaryExpressions.of(function(), Lane.of(dtype), "a", "b"));
    }

    /** The result for no elements, as {@link lazuli.core.backend.ElementwiseProgram.Constant} has its bits. */
    long identity() {
        return switch (dtype) {
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> whole();
            case FLOAT16 -> Float.floatToFloat16(real()) & 0xFFFFL;
            case BFLOAT16 -> Float.floatToRawIntBits(real()) >>> 16;
            case FLOAT32, COMPLEX64 -> Integer.toUnsignedLong(Float.floatToRawIntBits(real()));
            case FLOAT64 -> Double.doubleToRawLongBits(real());
        };
    }

    private long whole() {
        return switch (reduction) {
            case SUM, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MAXIMUM -> dtype.kind() == DType.Kind.SIGNED ? -1L << (8 * dtype.size() - 1) : 0;
            case MINIMUM ->
                switch (dtype.kind()) {
                    case BOOLEAN -> 1;
                    case SIGNED -> ~(-1L << (8 * dtype.size() - 1));
                    case UNSIGNED -> -1L >>> (64 - 8 * dtype.size());
                    case FLOATING, COMPLEX -> throw new IllegalArgumentException("[gpu] " + dtype);
                };
        };
    }

    private float real() {
        return switch (reduction) {
            case SUM, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MAXIMUM -> Float.NEGATIVE_INFINITY;
            case MINIMUM -> Float.POSITIVE_INFINITY;
        };
    }
}
