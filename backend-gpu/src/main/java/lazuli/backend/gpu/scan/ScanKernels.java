package lazuli.backend.gpu.scan;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.reduction.Accumulation;

/** Scans: a thread for each of many lines or short ones, else a warp or a group for each, or for 32 that lie side by side. */
public final class ScanKernels {
    private static final int GROUP = 256;
    private static final int WARP = 32;
    private static final int WARPS = GROUP / WARP;

    /** Lines whose elements lie side by side are shared by a warp's lanes unless they are shorter. */
    private static final int SHORT_ROW = 8;

    /** The same of those whose elements do not. */
    private static final int SHORT_COLUMN = 64;

    /** So many columns keep a device busy with a thread for each. */
    private static final int MANY_COLUMNS = 8192;

    /** Longer rows are worth a group. */
    private static final int LONG_ROW = 1024;

    private final Launcher launcher;

    /** How lines are shared by threads. */
    private enum Form {
        IN_TURN("scan_in_turn"),
        BY_WARP("scan_by_warp"),
        BY_GROUP("scan_by_group"),
        COLUMNS("scan_columns");

        private final String kernel;

        Form(String kernel) {
            this.kernel = kernel;
        }
    }

    private static Form form(long lines, int length, long columns) {
        if (columns == 1) {
            return length < SHORT_ROW ? Form.IN_TURN : length < LONG_ROW ? Form.BY_WARP : Form.BY_GROUP;
        }
        return length < SHORT_COLUMN || lines >= MANY_COLUMNS ? Form.IN_TURN : Form.COLUMNS;
    }

    /** Encodes by a launcher. */
    public ScanKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#scan}. */
    public void scan(Accumulation accumulation, Tensor from, Tensor to, int axis, boolean reverse, boolean inclusive) {
        boolean isComplex = to.dtype() == DType.COMPLEX64;
        KernelSource source = KernelSource.file("scan.kernel")
                .define("T", DialectTypes.stored(to.dtype()))
                .define("A", DialectTypes.computed(to.dtype()))
                .define("COMBINED", word(accumulation))
                .define("IDENTITY", Identity.text(accumulation, to.dtype()))
                .define("IS_COMPLEX", isComplex ? "1" : "0")
                // A complex logarithm becomes its principal value.
                .define("CHANGES_FIRST", isComplex && accumulation == Accumulation.LOG_SUM_EXP ? "1" : "0");
        Operands operands = new Operands(launcher);
        Tensor dense = operands.rowMajor(from);
        run(source, dense, dense, to, axis, reverse, inclusive);
    }

    private static String word(Accumulation accumulation) {
        return switch (accumulation) {
            case SUM -> "combined_by_sum";
            case PRODUCT -> "combined_by_product";
            case MAXIMUM -> "combined_by_maximum";
            case MINIMUM -> "combined_by_minimum";
            case LOG_SUM_EXP -> "combined_by_log_sum_exp";
        };
    }

    /** See {@link lazuli.core.backend.Kernels#linearRecurrence}. */
    public void linearRecurrence(Tensor factors, Tensor terms, Tensor to, int axis, boolean reverse) {
        KernelSource source = KernelSource.file("recurrence.kernel")
                .define("T", DialectTypes.stored(to.dtype()))
                .define("A", DialectTypes.computed(to.dtype()));
        Operands operands = new Operands(launcher);
        run(source, operands.rowMajor(factors), operands.rowMajor(terms), to, axis, reverse, true);
    }

    private void run(
            KernelSource source, Tensor from, Tensor terms, Tensor to, int axis, boolean reverse, boolean inclusive) {
        if (to.shape().size() == 0) {
            return;
        }
        int length = to.shape().length(axis);
        long lines = to.shape().size() / length;
        long columns = 1;
        for (int i = axis + 1; i < to.shape().rank(); i++) {
            columns *= to.shape().length(i);
        }
        Form form = form(lines, length, columns);
        long groups = switch (form) {
            case IN_TURN -> Math.ceilDiv(lines, (long) GROUP);
            case BY_WARP -> Math.ceilDiv(lines, (long) WARPS);
            case BY_GROUP -> lines;
            case COLUMNS -> lines / columns * Math.ceilDiv(columns, (long) WARP);
        };
        Launch launch = launcher.begin(source, form.kernel);
        launch.buffer(from).buffer(terms).buffer(to);
        launch.i32(lines).i32(length).i32(columns);
        launch.i32(reverse ? 1 : 0).i32(inclusive ? 1 : 0);
        launcher.run(launch, Grid.of(groups, GROUP));
    }
}
