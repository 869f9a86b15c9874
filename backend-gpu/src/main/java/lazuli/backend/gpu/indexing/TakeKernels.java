package lazuli.backend.gpu.indexing;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.IndexedOperation;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Gathers of any dtype and strides: a thread for each element, or for each eight bytes of slices that have no gaps. */
public final class TakeKernels {
    private static final int GROUP = 256;
    private static final int WIDEST = 8;

    private final Launcher launcher;

    /** Encodes by a launcher. */
    public TakeKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#take}. */
    public void take(Tensor from, Tensor indices, int axis, Tensor to) {
        Operands operands = new Operands(launcher);
        Tensor dense = operands.rowMajor(indices);
        if (to.shape().size() == 0) {
            Positions.check(launcher, IndexedOperation.TAKE, dense, from.shape().length(axis));
        } else if (outer(from, axis).fit() && inner(from, axis).fit()) {
            slices(from, dense, axis, to);
        } else {
            slices(operands.rowMajor(from), dense, axis, to);
        }
    }

    private static TensorAxes outer(Tensor from, int axis) {
        return TensorAxes.of(from, 0, axis);
    }

    private static TensorAxes inner(Tensor from, int axis) {
        return TensorAxes.of(from, axis + 1, from.shape().rank());
    }

    private void slices(Tensor from, Tensor indices, int axis, Tensor to) {
        TensorAxes outer = outer(from, axis);
        TensorAxes inner = inner(from, axis);
        int size = from.dtype().size();
        long columns = 1;
        for (int i = axis + 1; i < from.shape().rank(); i++) {
            columns *= from.shape().length(i);
        }
        long axisStride = from.strides()[axis];
        int unit = size;
        if (inner.joined().isContiguous()) {
            long common = outer.commonDivisor(0, columns) * size;
            unit = widest(common, axisStride * size, from.offset() * size, to.offset() * size);
        }
        boolean widens = unit != size;
        long elements = to.shape().size() * size / unit;
        Launch launch = launcher.begin(source(unit, indices), "take_slices");
        launch.buffer(from).buffer(indices).buffer(to).faults(IndexedOperation.TAKE);
        launch.i32(elements).i32(indices.shape().size()).i32(columns * size / unit);
        launch.i32(from.shape().length(axis)).i64(axisStride * size / unit);
        outer.append(launch, 0, size, unit);
        if (widens) {
            TensorAxes.of(new int[] {(int) (columns * size / unit)}, new long[] {1})
                    .append(launch, 0);
        } else {
            inner.append(launch, 0);
        }
        launcher.run(launch, Grid.over(elements, GROUP));
    }

    /** The largest power of two of bytes that divides all. */
    private static int widest(long... bytes) {
        long all = WIDEST;
        for (long some : bytes) {
            all |= some;
        }
        return (int) Long.lowestOneBit(all);
    }

    private static KernelSource source(int unit, Tensor indices) {
        return KernelSource.file("take.kernel")
                .define("T", DialectTypes.ofWidth(unit))
                .define("I", DialectTypes.stored(indices.dtype()));
    }

    /** See {@link lazuli.core.backend.Kernels#takeAlongAxis}. */
    public void takeAlongAxis(Tensor from, Tensor indices, int axis, Tensor to) {
        Shape shape = to.shape();
        Operands operands = new Operands(launcher);
        if (shape.size() == 0) {
            return;
        }
        TensorAxes axes = along(from, indices, axis);
        if (axes.fit()) {
            elements(from, indices, axis, axes, to);
        } else {
            Tensor denseFrom = operands.rowMajor(from);
            Tensor denseIndices = operands.rowMajor(indices);
            elements(denseFrom, denseIndices, axis, along(denseFrom, denseIndices, axis), to);
        }
    }

    /** Along the axis an element reaches all over the source: its own place there does not count. */
    private static TensorAxes along(Tensor from, Tensor indices, int axis) {
        long[] strides = from.strides().clone();
        strides[axis] = 0;
        return TensorAxes.of(indices.shape().toArray(), strides, indices.strides());
    }

    private void elements(Tensor from, Tensor indices, int axis, TensorAxes axes, Tensor to) {
        long elements = to.shape().size();
        Launch launch = launcher.begin(source(from.dtype().size(), indices), "take_elements");
        launch.buffer(from).buffer(indices).buffer(to).faults(IndexedOperation.TAKE_ALONG_AXIS);
        launch.i32(elements).i32(from.shape().length(axis)).i64(from.strides()[axis]);
        axes.append(launch, 0);
        axes.append(launch, 1);
        launcher.run(launch, Grid.over(elements, GROUP));
    }
}
