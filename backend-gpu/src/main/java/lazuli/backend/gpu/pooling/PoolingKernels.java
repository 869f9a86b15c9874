package lazuli.backend.gpu.pooling;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.indexing.ScatterKernels;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.sort.Keys;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.backend.Tensor;

/** Pooling of any dtype: a thread for each element. */
public final class PoolingKernels {
    private static final int GROUP = 256;
    private static final int AXES = 3;

    private final Launcher launcher;

    /** Encodes by a launcher. */
    public PoolingKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#maxPool}. */
    public void maxPool(PoolingGeometry geometry, Tensor input, Tensor to, Tensor indices) {
        long elements = to.shape().size();
        if (elements == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        Tensor dense = operands.rowMajor(input);
        Launch launch = launcher.begin(source(to.dtype()), "max_pool");
        launch.buffer(dense).buffer(to).buffer(indices);
        launch.i32(elements).i32(to.shape().length(-1));
        for (int i = 0; i < AXES; i++) {
            append(launch, geometry, i - AXES + geometry.spatialRank(), input.shape(), to.shape());
        }
        run(launch, elements);
    }

    /** One of three axes; those that the geometry lacks are of length one. */
    private static void append(Launch launch, PoolingGeometry geometry, int axis, Shape input, Shape output) {
        if (axis < 0) {
            launch.i32(1).i32(1).i32(1).i32(1).i32(0);
        } else {
            launch.i32(input.length(axis + 1)).i32(output.length(axis + 1));
            launch.i32(geometry.window().get(axis)).i32(geometry.strides().get(axis));
            launch.i32(geometry.paddingLow().get(axis));
        }
    }

    private static KernelSource source(DType dtype) {
        return Keys.define(KernelSource.file("pool.kernel"), dtype).define("LOWEST", lowest(dtype));
    }

    /** The bits of what comes before all other elements: minus infinity or the smallest integer. */
    private static String lowest(DType dtype) {
        return switch (dtype) {
            case BOOL, UINT8, UINT16, UINT32, UINT64 -> "0";
            case INT8 -> "0x80";
            case INT16 -> "0x8000";
            case INT32 -> "0x80000000u";
            case INT64 -> "u64(1) << 63";
            case FLOAT16 -> "0xFC00";
            case BFLOAT16 -> "0xFF80";
            case FLOAT32, COMPLEX64 -> "0xFF800000u";
            case FLOAT64 -> "u64(0xFFF) << 52";
        };
    }

    /** See {@link lazuli.core.backend.Kernels#poolGather}. */
    public void poolGather(Tensor values, Tensor indices, Tensor to) {
        long elements = to.shape().size();
        if (elements == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        Tensor dense = operands.rowMajor(values);
        Tensor denseIndices = operands.rowMajor(indices);
        Launch launch = launcher.begin(source(to.dtype()), "pool_gather");
        launch.buffer(dense).buffer(denseIndices).buffer(to);
        launch.i32(elements).i32(to.shape().length(-1)).i32(plane(to.shape())).i32(plane(values.shape()));
        run(launch, elements);
    }

    /** See {@link lazuli.core.backend.Kernels#poolScatter}. */
    public void poolScatter(Tensor values, Tensor indices, Tensor to) {
        new ScatterKernels(launcher).poolScatter(values, indices, to);
    }

    private static long plane(Shape shape) {
        long plane = 1;
        for (int i = 1; i < shape.rank() - 1; i++) {
            plane *= shape.length(i);
        }
        return plane;
    }

    private void run(Launch launch, long elements) {
        launcher.run(launch, Grid.over(elements, GROUP));
    }
}
