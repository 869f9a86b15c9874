package lazuli.backend.gpu.sort;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Buffer;

/** Stable merge sorts: lines that a group holds in one kernel, longer ones in one more for each doubling. */
public final class SortKernels {
    private static final int LEAST_THREADS = 32;
    private static final int MOST_THREADS = 256;

    /** Elements that a thread holds. */
    private static final int EACH = 4;

    private final Launcher launcher;

    /** What is stored, by its name in the text. */
    private enum Result {
        VALUES,
        INDICES,
        GATHERED,
        PAIRS
    }

    /** Encodes by a launcher. */
    public SortKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#sort}. */
    public void sort(Tensor from, Tensor to, int axis) {
        // A key of complex64 may stand for several NaN.
        run(from, to, axis, from.dtype() == DType.COMPLEX64 ? Result.GATHERED : Result.VALUES);
    }

    /** See {@link lazuli.core.backend.Kernels#argsort}. */
    public void argsort(Tensor from, Tensor to, int axis) {
        run(from, to, axis, Result.INDICES);
    }

    /** See {@link lazuli.core.backend.Kernels#largest}. */
    public void largest(Tensor from, Tensor to, int axis) {
        run(from, to, axis, Result.VALUES);
    }

    /**
     * Sorts lines of uint32 (lines, length), with their indices.
     *
     * @param to uint64 (lines, length): the number with its highest bit turned, in the upper half, the index in the lower one
     */
    public void pairs(Tensor from, Tensor to) {
        run(from, to, 1, Result.PAIRS);
    }

    private void run(Tensor from, Tensor to, int axis, Result result) {
        if (to.shape().size() == 0) {
            return;
        }
        Tensor source = TensorAxes.without(from, axis).fit() ? from : new Operands(launcher).rowMajor(from);
        new Pass(source, to, axis, result).run();
    }

    /** One call. */
    private final class Pass {
        private final Tensor from;
        private final Tensor to;
        private final int axis;
        private final KernelSource source;
        private final int entryBytes;
        private final int length;
        private final long lines;
        private final int block;
        private final int blocks;

        Pass(Tensor from, Tensor to, int axis, Result result) {
            this.from = from;
            this.to = to;
            this.axis = axis;
            length = from.shape().length(axis);
            lines = from.shape().size() / length;
            int threads = LEAST_THREADS;
            while (threads < MOST_THREADS && threads * EACH < length) {
                threads *= 2;
            }
            block = threads * EACH;
            blocks = Math.ceilDiv(length, block);
            boolean indexed = result != Result.VALUES;
            boolean wide = Keys.areWide(from.dtype());
            entryBytes = (wide ? Long.BYTES : Integer.BYTES) * (indexed ? 2 : 1);
            source = Keys.define(KernelSource.file("sort.kernel"), from.dtype())
                    .define("INDEXED", indexed ? "1" : "0")
                    .define("WIDE", wide ? "1" : "0")
                    .define("RESULT", result.name())
                    .define("RESULT_T", DialectTypes.ofWidth(to.dtype().size()))
                    .define("MOST", Integer.toString((threads == LEAST_THREADS ? LEAST_THREADS : MOST_THREADS) * EACH));
        }

        void run() {
            boolean isOne = blocks == 1;
            long bytes = isOne ? 1 : lines * length * entryBytes;
            Buffer runs = launcher.scratch(bytes);
            Buffer merged = isOne ? runs : launcher.scratch(bytes);
            Launch first = launcher.begin(source, "sort_blocks");
            first.buffer(from).buffer(runs, 0).buffer(to);
            launch(first, 0, isOne);
            for (long width = block; width < length; width *= 2) {
                Launch merge = launcher.begin(source, "merge_blocks");
                merge.buffer(from).buffer(runs, 0).buffer(merged, 0).buffer(to);
                launch(merge, (int) width, 2 * width >= length);
                Buffer other = runs;
                runs = merged;
                merged = other;
            }
        }

        private void launch(Launch launch, int width, boolean isLast) {
            TensorAxes.without(from, axis).append(launch, 0);
            launch.i64(from.strides()[axis]).i32(length).i32(blocks);
            launch.i32(columns()).i32(to.shape().length(axis)).i32(width).i32(isLast ? 1 : 0);
            launcher.run(launch, Grid.of(lines * blocks, block / EACH));
        }

        /** How far elements of a line lie apart in the result. */
        private long columns() {
            long columns = 1;
            for (int i = axis + 1; i < to.shape().rank(); i++) {
                columns *= to.shape().length(i);
            }
            return columns;
        }
    }
}
