package lazuli.backend.gpu.quantized;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Quantized matrices in the last two axes of tensors whose last axis lies without gaps.
 *
 * @param transposed whether a row of codes is a column of the matrix
 * @param biases none if the format is not affine
 */
record PackedMatrices(
        PackedFormat format,
        boolean transposed,
        Tensor words,
        Tensor scales,
        @Nullable Tensor biases) {

    /** The same, copied where last axes have gaps. */
    PackedMatrices dense(Operands operands) {
        return new PackedMatrices(
                format,
                transposed,
                operands.lastAxisDense(words),
                operands.lastAxisDense(scales),
                biases == null ? null : operands.lastAxisDense(biases));
    }

    /** Words, scales and biases, or the scales once more where there are none. */
    Tensor[] parts() {
        return new Tensor[] {words, scales, biases == null ? scales : biases};
    }

    /** What tells the text of the format. */
    KernelSource define(KernelSource source) {
        KernelSource sized = source.define("BITS", format.bits() + "u").define("GROUP_SIZE", format.groupSize() + "u");
        KernelSource of = switch (format.mode()) {
            case AFFINE -> sized.define("AFFINE", "1");
            case MXFP4, MXFP8 -> sized.define("POWERS", "1");
            case NVFP4 -> sized;
        };
        return transposed ? of.define("TRANSPOSED", "1") : of;
    }

    /** The stride of an axis counted from the end, of words, scales and biases. */
    long[] strides(int fromEnd) {
        Tensor[] parts = parts();
        long[] strides = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            strides[i] = parts[i].strides()[parts[i].shape().rank() - fromEnd];
        }
        return strides;
    }
}
