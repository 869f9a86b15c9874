package lazuli.backend.cpu.reduction;

import java.util.List;
import lazuli.backend.cpu.elementwise.Elementwise;
import lazuli.backend.cpu.elementwise.Windows;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.reduction.Reduction;
import org.jspecify.annotations.Nullable;

/** Reductions of what an elementwise program makes, which is combined while it is in the first caches and not stored. */
public final class ElementwiseReduce {
    /** Fewer parts for each thread may leave one idle at the end for longer than it takes to store what is reduced. */
    private static final int PARTS_PER_THREAD = 4;

    private ElementwiseReduce() {}

    /** As {@link lazuli.core.backend.Kernels#elementwiseReduce}. */
    public static void reduce(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        if (onlyConverts(program, inputs, shape, to.dtype())) {
            Reduce.reduce(reduction, inputs[0], to, axes);
            return;
        }
        Walk walk = shape.size() == 0 ? null : inOrder(program, shape, reduction, to, axes);
        long grain = Math.min(Windows.grain(program), Source.Stored.GRAIN);
        int best = Windows.bestLength(program);
        boolean isForManyThreads = shape.size() + best > grain;
        if (walk == null || (isForManyThreads && isForFewThreads(walk))) {
            reduceStored(program, inputs, shape, reduction, to, axes);
        } else {
            Windows windows = Windows.of(program, inputs, shape, walk.rowLength(), walk.window(best));
            walk.run(new Source.Computed(windows, grain), to.address());
        }
    }

    /** Whether the program does what a reduction does to elements as it loads them. */
    private static boolean onlyConverts(ElementwiseProgram program, Tensor[] inputs, Shape shape, DType dtype) {
        return inputs.length == 1
                && program.instructions().equals(List.of(new ElementwiseProgram.Convert(0, dtype)))
                && inputs[0].shape().equals(shape);
    }

    /** The way through elements that are made in row-major order; null if there is none that reads them in that order. */
    private static @Nullable Walk inOrder(
            ElementwiseProgram program, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        DType dtype = program.dtype(program.outputs().getFirst());
        Layout layout = Layout.rowMajor(shape, dtype.size());
        boolean[] isReduced = Reduce.isReduced(shape, axes);
        Axes reduced = Axes.of(layout, to, isReduced, true);
        Axes kept = Axes.of(layout, to, isReduced, false);
        return reduced.list().size() > 1
                ? null
                : Walk.of(new Accumulation(reduction, dtype, to.dtype()), reduced, kept);
    }

    private static boolean isForFewThreads(Walk walk) {
        int threads = ParallelLoop.threads();
        return threads > 1 && walk.parts() < (long) threads * PARTS_PER_THREAD;
    }

    private static void reduceStored(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        DType dtype = program.dtype(program.outputs().getFirst());
        Buffer buffer = Allocator.host().allocate(dtype.byteSize(shape.size()));
        try {
            Tensor stored = Tensor.rowMajor(buffer, dtype, shape);
            Elementwise.run(program, inputs, new Tensor[] {stored});
            Reduce.reduce(reduction, stored, to, axes);
        } finally {
            buffer.release();
        }
    }
}
