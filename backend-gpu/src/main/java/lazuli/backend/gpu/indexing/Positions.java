package lazuli.backend.gpu.indexing;

import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.IndexedOperation;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** Indices as positions on their axis, checked. */
final class Positions {
    private static final int GROUP = 256;

    private Positions() {}

    /**
     * Stores the positions that row-major indices name, or the axis' length for none, by lines: of indices (outer, rows, columns) the rows come last.
     *
     * @param operation whose indices they are; null where an index that is no position means none
     * @param to uint32 (outer, columns, rows)
     */
    static void store(
            Launcher launcher,
            @Nullable IndexedOperation operation,
            Tensor indices,
            long rows,
            long columns,
            int length,
            Tensor to) {
        Launch launch = launcher.begin(source(operation, indices.dtype()), "positions");
        launch.buffer(indices).buffer(to);
        if (operation != null) {
            launch.faults(operation);
        }
        launch.i32(indices.shape().size()).i32(rows).i32(columns).i32(length);
        launcher.run(launch, Grid.over(indices.shape().size(), GROUP));
    }

    /** Checks indices that nothing is taken by, because slices are empty. */
    static void check(Launcher launcher, IndexedOperation operation, Tensor indices, int length) {
        long count = indices.shape().size();
        if (count == 0) {
            return;
        }
        Launch launch = launcher.begin(source(operation, indices.dtype()), "check");
        launch.buffer(indices).faults(operation).i32(count).i32(length);
        launcher.run(launch, Grid.over(count, GROUP));
    }

    private static KernelSource source(@Nullable IndexedOperation operation, DType indices) {
        return KernelSource.file("positions.kernel")
                .define("I", DialectTypes.stored(indices))
                .define("CHECKED", operation == null ? "0" : "1");
    }
}
