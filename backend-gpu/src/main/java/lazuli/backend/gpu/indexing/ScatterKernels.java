package lazuli.backend.gpu.indexing;

import lazuli.backend.gpu.copy.ClearKernels;
import lazuli.backend.gpu.copy.CopyKernels;
import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.IndexedOperation;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.sort.SortKernels;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import org.jspecify.annotations.Nullable;

/**
 * Updates combined into places that indices name. Few rows, or the rows of many lines, are taken in turn by a thread for each line; else the indices are
 * sorted, and a thread combines all updates of a place. Either way in the order of the indices.
 */
public final class ScatterKernels {
    private static final int GROUP = 256;

    /** So few rows are not worth sorting. */
    private static final int FEW_ROWS = 8;

    /** So many threads are enough for a device, each with a line of its own. */
    private static final int MANY_LINES = 2048;

    private final Launcher launcher;

    /** Encodes by a launcher. */
    public ScatterKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#takeScatter}. */
    public void takeScatter(Tensor values, Tensor indices, int axis, Tensor to) {
        addToZeros(IndexedOperation.TAKE, Addressing.SLICES, values, indices, axis, to);
    }

    /** See {@link lazuli.core.backend.Kernels#takeAlongAxisScatter}. */
    public void takeAlongAxisScatter(Tensor values, Tensor indices, int axis, Tensor to) {
        addToZeros(IndexedOperation.TAKE_ALONG_AXIS, Addressing.ELEMENTS, values, indices, axis, to);
    }

    private void addToZeros(
            IndexedOperation operation, Addressing addressing, Tensor values, Tensor indices, int axis, Tensor to) {
        new ClearKernels(launcher).clear(to);
        new Call(operation, Combination.ADD, addressing, indices, values, Lines.of(to.shape(), axis), to).run();
    }

    /** See {@link lazuli.core.backend.Kernels#scatter}. */
    public void scatter(
            Combination combination,
            Addressing addressing,
            Tensor base,
            Tensor indices,
            Tensor updates,
            int axis,
            Tensor to) {
        new CopyKernels(launcher).copy(base, to);
        new Call(IndexedOperation.SCATTER, combination, addressing, indices, updates, Lines.of(to.shape(), axis), to)
                .run();
    }

    /** Adds values (N, pooled..., C) to zeros (N, spatial..., C) at positions within the spatial plane; others name nothing. */
    public void poolScatter(Tensor values, Tensor indices, Tensor to) {
        int channels = to.shape().length(-1);
        int images = to.shape().length(0);
        int plane = to.shape().size() == 0 ? 0 : (int) (to.shape().size() / images / channels);
        new ClearKernels(launcher).clear(to);
        new Call(null, Combination.ADD, Addressing.ELEMENTS, indices, values, new Lines(images, plane, channels), to)
                .run();
    }

    /** A result as (outer, length, columns), the indexed axis between those before and after it. */
    private record Lines(long outer, int length, long columns) {
        static Lines of(Shape shape, int axis) {
            long outer = 1;
            long columns = 1;
            for (int i = 0; i < shape.rank(); i++) {
                outer *= i < axis ? shape.length(i) : 1;
                columns *= i > axis ? shape.length(i) : 1;
            }
            return new Lines(outer, shape.length(axis), columns);
        }

        long count() {
            return outer * columns;
        }
    }

    /** One call. */
    private final class Call {
        /** Whose indices are checked; null if an index that is no position means none. */
        private final @Nullable IndexedOperation operation;

        private final Combination combination;
        private final boolean isShared;
        private final Tensor indices;
        private final Tensor updates;
        private final Lines lines;
        private final Tensor to;

        Call(
                @Nullable IndexedOperation operation,
                Combination combination,
                Addressing addressing,
                Tensor indices,
                Tensor updates,
                Lines lines,
                Tensor to) {
            this.operation = operation;
            this.combination = combination;
            this.isShared = addressing == Addressing.SLICES;
            this.indices = indices;
            this.updates = updates;
            this.lines = lines;
            this.to = to;
        }

        void run() {
            Operands operands = new Operands(launcher);
            Tensor denseIndices = operands.rowMajor(indices);
            Tensor denseUpdates = operands.rowMajor(updates);
            if (to.shape().size() == 0 || updates.shape().size() == 0) {
                if (operation != null) {
                    Positions.check(launcher, operation, denseIndices, lines.length());
                }
                return;
            }
            long count = updates.shape().size();
            if (count > Integer.MAX_VALUE) {
                throw new DeviceException("[gpu] scatter: %d updates are more than 2^31 - 1".formatted(count));
            }
            int rows = (int) (count / lines.count());
            if (mayGoInTurn(rows)) {
                inTurn(denseIndices, denseUpdates, rows);
            } else {
                sorted(denseIndices, denseUpdates, rows);
            }
        }

        private boolean mayGoInTurn(long rows) {
            if (rows == 1) {
                return true;
            }
            boolean isHalf = to.dtype() == DType.FLOAT16 || to.dtype() == DType.BFLOAT16;
            boolean rounds = switch (combination) {
                case ADD, MULTIPLY -> isHalf;
                case SET, MAXIMUM, MINIMUM -> false;
            };
            return !rounds && (rows <= FEW_ROWS || (!isShared && lines.count() >= MANY_LINES));
        }

        private KernelSource source() {
            return KernelSource.file("scatter.kernel")
                    .define("T", DialectTypes.stored(to.dtype()))
                    .define("A", DialectTypes.computed(to.dtype()))
                    .define("I", DialectTypes.stored(indices.dtype()))
                    .define("CHECKED", operation == null ? "0" : "1");
        }

        private void inTurn(Tensor denseIndices, Tensor denseUpdates, long rows) {
            Launch launch = launcher.begin(source(), "scatter_in_turn");
            launch.buffer(denseIndices).buffer(denseUpdates).buffer(to);
            if (operation != null) {
                launch.faults(operation);
            }
            run(launch, lines.count(), rows);
        }

        private void sorted(Tensor denseIndices, Tensor denseUpdates, int rows) {
            int sets = isShared ? 1 : (int) lines.count();
            Shape shape = Shape.of(sets, rows);
            Tensor positions = launcher.scratch(DType.UINT32, shape);
            Positions.store(
                    launcher, operation, denseIndices, rows, isShared ? 1 : lines.columns(), lines.length(), positions);
            Tensor pairs = launcher.scratch(DType.UINT64, shape);
            new SortKernels(launcher).pairs(positions, pairs);
            Launch launch = launcher.begin(source(), "scatter_sorted");
            launch.buffer(pairs).buffer(denseUpdates).buffer(to);
            run(launch, updates.shape().size(), rows);
        }

        private void run(Launch launch, long threads, long rows) {
            launch.i32(threads).i32(rows).i32(lines.columns()).i32(lines.length());
            launch.i32(isShared ? 1 : 0).i32(code(combination));
            launcher.run(launch, Grid.over(threads, GROUP));
        }
    }

    /** What stands for it in the text. */
    private static int code(Combination combination) {
        return switch (combination) {
            case SET -> 0;
            case ADD -> 1;
            case MULTIPLY -> 2;
            case MAXIMUM -> 3;
            case MINIMUM -> 4;
        };
    }
}
