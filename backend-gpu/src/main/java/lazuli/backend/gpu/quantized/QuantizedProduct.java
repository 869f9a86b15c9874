package lazuli.backend.gpu.quantized;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.matmul.Batch;
import lazuli.backend.gpu.matmul.Offsets;
import lazuli.backend.gpu.matmul.Split;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A batch of products with quantized matrices, as the kernels are told of it.
 *
 * @param x whose last two axes are the left matrices, the last without gaps
 * @param chosen indices of the right matrices, uint32 and row-major; none if each has its own
 * @param rowsOfIndex how many of the batch each index is for
 */
record QuantizedProduct(
        Tensor x,
        PackedMatrices matrices,
        @Nullable Tensor chosen,
        int rowsOfIndex,
        Batch batch,
        int rows,
        int columns,
        int depth) {

    /** A file's text for it. */
    KernelSource source(String file) {
        Tensor[] parts = matrices.parts();
        String offset = Offsets.type(
                Offsets.within(x, 2),
                // Codes are reached by bytes.
                Offsets.within(parts[0], 2) * Integer.BYTES,
                Offsets.within(parts[1], 2),
                Offsets.within(parts[2], 2),
                (long) rows * columns);
        KernelSource source = matrices.define(KernelSource.file(file)
                .define("T", DialectTypes.stored(x.dtype()))
                .define("OFFSET", offset));
        return chosen == null ? source : source.define("GATHERED", "1");
    }

    /** Fills a launch, whose result may be the parts of a split. */
    void fill(Launch launch, Tensor to, Split split) {
        launch.buffer(x).buffer(matrices.words()).buffer(to).buffer(matrices.scales());
        Tensor biases = matrices.biases();
        if (biases != null) {
            launch.buffer(biases);
        }
        if (chosen != null) {
            launch.buffer(chosen);
        }
        batch.append(launch);
        launch.i64(x.strides()[x.shape().rank() - 2]);
        for (long stride : matrices.strides(2)) {
            launch.i64(stride);
        }
        for (int i = 0; i < matrices.parts().length; i++) {
            launch.i64(chosen == null ? 0 : matrices.strides(3)[i]);
        }
        launch.i32(rowsOfIndex).i32(rows).i32(columns).i32(depth).i32(batch.count());
        launch.i32(split.depth());
    }
}
