package lazuli.core.operation;

import static lazuli.core.operation.Shapes.swapaxes;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DTypeException;
import lazuli.core.QuantizationMode;
import lazuli.core.Quantized;
import lazuli.core.backend.PackedFormat;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.DerivativeRule;
import lazuli.core.primitive.WithDerivative;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products of two quantized matrices, the first of them quantized for the occasion. A gradient goes through a quantization as if
 * it were not there.
 */
public final class QuantizedQuantizedMatmuls {
    private QuantizedQuantizedMatmuls() {}

    /** {@code x @ wᵀ}; w is words if there are scales. */
    public static Array matmul(
            PackedFormat format,
            Array x,
            Array w,
            @Nullable Array scales,
            @Nullable Array globalScaleX,
            @Nullable Array globalScaleW) {
        check("qqmm", format, x);
        return TraceScope.result(() -> {
            Array left = through(format, x, globalScaleX);
            if (scales != null && globalScaleW == null) {
                return Quantizations.matmul(format, left, w, scales, null, true);
            }
            return Matrices.matmul(left, swapaxes(numbers(format, x, w, scales, globalScaleW), -1, -2));
        });
    }

    /** The same of matrices that indices choose. */
    public static Array gather(
            PackedFormat format,
            Array x,
            Array w,
            @Nullable Array scales,
            @Nullable Array lhsIndices,
            @Nullable Array rhsIndices,
            @Nullable Array globalScaleX,
            @Nullable Array globalScaleW) {
        check("gather_qqmm", format, x);
        return TraceScope.result(() -> {
            Array left = through(format, x, globalScaleX);
            if (scales != null && globalScaleW == null) {
                return GatherMatmuls.gatherQuantized(format, left, w, scales, null, lhsIndices, rhsIndices, true);
            }
            Array right = swapaxes(numbers(format, x, w, scales, globalScaleW), -1, -2);
            return GatherMatmuls.gather(left, right, lhsIndices, rhsIndices);
        });
    }

    private static void check(String operation, PackedFormat format, Array x) {
        if (format.mode() == QuantizationMode.AFFINE) {
            throw new IllegalArgumentException(
                    "[%s] the mode is MXFP4, MXFP8 or NVFP4, not AFFINE".formatted(operation));
        }
        if (!x.dtype().isFloating()) {
            throw new DTypeException(operation, "x is floating, not %s", x.dtype());
        }
    }

    private static Array numbers(
            PackedFormat format, Array x, Array w, @Nullable Array scales, @Nullable Array globalScale) {
        return scales == null
                ? through(format, w, globalScale)
                : Quantizations.dequantize(format, w, scales, null, globalScale, x.dtype());
    }

    /** What an array is after having been quantized. */
    private static Array through(PackedFormat format, Array x, @Nullable Array globalScale) {
        Quantized packed = Quantizations.quantize(format, x, globalScale);
        Array numbers =
                Quantizations.dequantize(format, packed.packed(), packed.scales(), null, globalScale, x.dtype());
        return WithDerivative.of(DerivativeRule.IDENTITY, x.dtype(), List.of(x), numbers);
    }
}
