package lazuli.backend.cpu.quantized;

import java.util.stream.IntStream;
import lazuli.backend.cpu.memory.Lines;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Quantized matrices in the last two axes of tensors whose last axis lies without gaps.
 *
 * @param biases none if the format is not affine
 */
public record QuantizedBatch(
        PackedFormat format,
        boolean transposed,
        Tensor words,
        Tensor scales,
        @Nullable Tensor biases) {

    /** Whether the whole batch is one matrix. */
    public boolean isShared() {
        return isShared(words) && isShared(scales) && (biases == null || isShared(biases));
    }

    private static boolean isShared(Tensor tensor) {
        return IntStream.range(0, tensor.shape().rank() - 2)
                .allMatch(axis -> tensor.shape().length(axis) == 1 || tensor.strides()[axis] == 0);
    }

    Matrices matrices(Shape shape, DType dtype, CodeKernel codes) {
        return new Matrices(this, shape, dtype.size(), codes);
    }

    /** Where a tensor's matrices begin. */
    static Lines places(Tensor tensor, Shape shape) {
        int axes = shape.rank() - 2;
        int[] lengths = tensor.shape().toArray();
        long[] strides = tensor.strides().clone();
        for (int i = 0; i < axes; i++) {
            strides[i] = lengths[i] == 1 ? 0 : strides[i];
            lengths[i] = shape.length(i);
        }
        return Lines.of(tensor.view(Shape.of(lengths), strides, tensor.offset()), axes);
    }

    private static long rowBytes(Tensor tensor) {
        return tensor.strides()[tensor.shape().rank() - 2] * tensor.dtype().size();
    }

    /** See {@link QuantizedProduct#matrices}. */
    public static final class Matrices {
        private final QuantizedBatch batch;
        private final Lines words;
        private final Lines scales;
        private final @Nullable Lines biases;
        private final int size;
        private final CodeKernel codes;

        private Matrices(QuantizedBatch batch, Shape shape, int size, CodeKernel codes) {
            this.batch = batch;
            this.words = places(batch.words, shape);
            this.scales = places(batch.scales, shape);
            this.biases = batch.biases == null ? null : places(batch.biases, shape);
            this.size = size;
            this.codes = codes;
        }

        /** How many. */
        long count() {
            return words.count();
        }

        /** One of them. */
        public QuantizedMatrix get(long index) {
            return new QuantizedMatrix(
                    batch.format,
                    batch.transposed,
                    words.address(index),
                    rowBytes(batch.words),
                    scales.address(index),
                    rowBytes(batch.scales),
                    biases == null ? 0 : biases.address(index),
                    batch.biases == null ? 0 : rowBytes(batch.biases),
                    size,
                    codes);
        }
    }
}
