package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A batch of products of matrices, as the kernels are told of it.
 *
 * @param a whose last two axes are the left matrices
 * @param b whose last two axes are the right ones
 * @param chosen indices of the right matrices, uint32 and row-major; none if each has its own
 * @param rowsOfIndex how many of the batch each index is for
 */
record Product(
        Tensor a, Tensor b, @Nullable Tensor chosen, int rowsOfIndex, Batch batch, int rows, int columns, int depth) {

    /** The elements' dtype. */
    DType dtype() {
        return a.dtype();
    }

    /** A file's text for it. */
    KernelSource source(String file) {
        KernelSource source = KernelSource.file(file)
                .define("T", DialectTypes.stored(dtype()))
                .define("OFFSET", Offsets.type(Offsets.within(a, 2), Offsets.within(b, 2), (long) rows * columns));
        return chosen == null ? source : source.define("GATHERED", "1");
    }

    /** Fills a launch, whose result may be the parts of a split. */
    void fill(Launch launch, Tensor to, Split split) {
        launch.buffer(a).buffer(b).buffer(to);
        if (chosen != null) {
            launch.buffer(chosen);
        }
        batch.append(launch);
        launch.i64(stride(a, 2)).i64(stride(a, 1)).i64(stride(b, 2)).i64(stride(b, 1));
        launch.i64(chosen == null ? 0 : b.strides()[0]).i32(rowsOfIndex);
        launch.i32(rows).i32(columns).i32(depth).i32(batch.count());
        split.append(launch);
    }

    /** Stride of an axis counted from the end. */
    private static long stride(Tensor tensor, int fromEnd) {
        return tensor.strides()[tensor.shape().rank() - fromEnd];
    }
}
