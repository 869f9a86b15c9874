package lazuli.backend.gpu.copy;

import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.JoinedAxes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.backend.Tensor;

/** Copies whose elements lie side by side along one axis before and along another one after, through tiles of 32 x 32. */
final class TiledTranspose {
    private static final int TILE = 32;
    private static final int THREADS = 256;
    private static final int MOST_AXES = 8;

    /** Shorter axes leave too much of a tile empty. */
    private static final int SHORTEST = 16;

    private final Launcher launcher;

    TiledTranspose(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * Copies if it is such a copy.
     *
     * @param space strides of the source and the target, the target's falling
     */
    boolean copy(Tensor from, Tensor to, JoinedAxes space) {
        int rank = space.rank();
        int column = rank - 1;
        int row = rowAxis(space);
        if (row < 0 || rank - 2 > MOST_AXES || space.size() > Integer.MAX_VALUE) {
            return false;
        }
        long[] sources = space.strides()[0];
        long[] targets = space.strides()[1];
        Launch launch = launcher.begin(
                        KernelSource.file("transpose.kernel")
                                .define("T", DialectTypes.ofWidth(from.dtype().size())),
                        "transpose")
                .buffer(from)
                .buffer(to)
                .i64(sources[row])
                .i64(sources[column])
                .i64(targets[row])
                .i64(targets[column]);
        int[] others = others(rank, row);
        append(launch, sources, others);
        append(launch, targets, others);
        long batch = 1;
        for (int i = 0; i < MOST_AXES; i++) {
            long length = i < others.length ? space.lengths()[others[i]] : 1;
            launch.i32(length);
            batch *= length;
        }
        long rows = space.lengths()[row];
        long columns = space.lengths()[column];
        launch.i32(rows).i32(columns).i32(others.length).i32(0);
        long groups = (rows + TILE - 1) / TILE * ((columns + TILE - 1) / TILE) * batch;
        launcher.run(launch, Grid.of((int) groups, THREADS));
        return true;
    }

    /** Along which axis the source's elements lie side by side; -1 if tiles are of no use. */
    private static int rowAxis(JoinedAxes space) {
        int last = space.rank() - 1;
        if (last < 1 || Math.abs(space.strides()[1][last]) != 1 || space.lengths()[last] < SHORTEST) {
            return -1;
        }
        for (int axis = 0; axis < last; axis++) {
            if (Math.abs(space.strides()[0][axis]) == 1 && space.lengths()[axis] >= SHORTEST) {
                return axis;
            }
        }
        return -1;
    }

    private static int[] others(int rank, int row) {
        int[] others = new int[rank - 2];
        int count = 0;
        for (int axis = 0; axis < rank - 1; axis++) {
            if (axis != row) {
                others[count++] = axis;
            }
        }
        return others;
    }

    private static void append(Launch launch, long[] strides, int[] axes) {
        for (int i = 0; i < MOST_AXES; i++) {
            launch.i64(i < axes.length ? strides[axes[i]] : 0);
        }
    }
}
