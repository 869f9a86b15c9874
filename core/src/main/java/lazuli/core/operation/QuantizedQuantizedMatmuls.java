package lazuli.core.operation;

import static lazuli.core.operation.Shapes.swapaxes;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DTypeException;
import lazuli.core.QqmmOptions;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.DerivativeRule;
import lazuli.core.primitive.WithDerivative;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products of two quantized matrices, the first of them quantized in passing. A gradient goes through a quantization as if
 * it were not there.
 */
public final class QuantizedQuantizedMatmuls {
    private QuantizedQuantizedMatmuls() {}

    /** {@code x @ wᵀ} with both quantized in passing. */
    public static Array matmul(Array x, Array w, QqmmOptions options) {
        check("qqmm", options.quantization(), x);
        return TraceScope.result(() -> {
            Array left = through(options.quantization(), x, options.globalScaleX());
            return Matrices.matmul(left, transposed(through(options.quantization(), w, options.globalScaleW())));
        });
    }

    /** {@code x @ wᵀ} with x quantized in passing. */
    public static Array matmul(Array x, Quantized w, @Nullable Array globalScaleX) {
        check("qqmm", w.options(), x);
        return TraceScope.result(() -> {
            Array left = through(w.options(), x, globalScaleX);
            return w.globalScale() == null
                    ? Quantizations.matmul(left, w, true)
                    : Matrices.matmul(left, transposed(Quantizations.dequantize(w, x.dtype())));
        });
    }

    /** {@link #matmul(Array, Array, QqmmOptions)} of matrices that indices choose. */
    public static Array gather(
            Array x, Array w, @Nullable Array lhsIndices, @Nullable Array rhsIndices, QqmmOptions options) {
        check("gather_qqmm", options.quantization(), x);
        return TraceScope.result(() -> {
            Array left = through(options.quantization(), x, options.globalScaleX());
            Array right = transposed(through(options.quantization(), w, options.globalScaleW()));
            return GatherMatmuls.gather(left, right, lhsIndices, rhsIndices);
        });
    }

    /** {@link #matmul(Array, Quantized, Array)} of matrices that indices choose. */
    public static Array gather(
            Array x,
            Quantized w,
            @Nullable Array lhsIndices,
            @Nullable Array rhsIndices,
            @Nullable Array globalScaleX) {
        check("gather_qqmm", w.options(), x);
        return TraceScope.result(() -> {
            Array left = through(w.options(), x, globalScaleX);
            if (w.globalScale() == null) {
                return GatherMatmuls.gatherQuantized(left, w, lhsIndices, rhsIndices, true);
            }
            Array right = transposed(Quantizations.dequantize(w, x.dtype()));
            return GatherMatmuls.gather(left, right, lhsIndices, rhsIndices);
        });
    }

    private static Array transposed(Array matrix) {
        return swapaxes(matrix, -1, -2);
    }

    private static void check(String operation, QuantizationOptions options, Array x) {
        if (options.mode() == QuantizationMode.AFFINE) {
            throw new IllegalArgumentException(
                    "[%s] the mode is MXFP4, MXFP8 or NVFP4, not AFFINE".formatted(operation));
        }
        if (!x.dtype().isFloating()) {
            throw new DTypeException(operation, "x is floating, not %s", x.dtype());
        }
    }

    /** What an array is after having been quantized. */
    private static Array through(QuantizationOptions options, Array x, @Nullable Array globalScale) {
        Array numbers = Quantizations.dequantize(Quantizations.quantize(x, options, globalScale), x.dtype());
        return WithDerivative.of(DerivativeRule.IDENTITY, x.dtype(), List.of(x), numbers);
    }
}
