package lazuli.backend.gpu.reduction;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.elementwise.Conversions;
import lazuli.backend.gpu.elementwise.Lane;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Where along an axis the largest or smallest element stands. */
public final class ArgReduceKernels {
    private static final int THREADS = 256;
    private static final int WARPS = THREADS / 32;
    private static final int SHORT = 16;
    private static final int WARP_LENGTH = 1024;

    /** From so many results on there are threads enough if each looks through the elements of one; these then lie side by side in memory. */
    private static final int MANY = 4096;

    private final Launcher launcher;

    /** What encodes with a launcher. */
    public ArgReduceKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** As {@link lazuli.core.backend.Kernels#argReduce}. */
    public void argReduce(boolean largest, Tensor from, Tensor to, int axis) {
        if (to.shape().size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        TensorAxes kept = TensorAxes.without(from, axis);
        Tensor read = kept.fit() ? from : operands.rowMajor(from);
        run(largest, read, to, axis);
    }

    private void run(boolean largest, Tensor from, Tensor to, int axis) {
        long results = to.shape().size();
        int length = from.shape().length(axis);
        boolean inColumns = from.strides()[axis] != 1 && results >= MANY;
        String way = length <= SHORT || inColumns ? "thread" : length <= WARP_LENGTH ? "warp" : "group";
        Launch launch = launcher.begin(source(largest, from.dtype()), "arg_reduce_" + way)
                .buffer(from)
                .buffer(to);
        TensorAxes.without(from, axis).append(launch, 0);
        launch.i64(from.strides()[axis]).i32(results).i32(length);
        int perGroup = switch (way) {
            case "thread" -> THREADS;
            case "warp" -> WARPS;
            default -> 1;
        };
        launcher.run(launch, Grid.of((int) ((results + perGroup - 1) / perGroup), THREADS));
    }

    private static KernelSource source(boolean largest, DType dtype) {
        String isNan = switch (Lane.of(dtype)) {
            case BOOL, INTEGER -> "false";
            case FLOAT -> "((e) != (e))";
            case COMPLEX -> "c_is_nan(e)";
        };
        return KernelSource.file("arg_reduce.kernel")
                .define("T", DialectTypes.stored(dtype))
                .define("E", DialectTypes.computed(dtype))
                .define("LOAD(x)", Conversions.computed("x", dtype))
                .define("IS_NAN(e)", isNan)
                .define("BEYOND(a, b)", largest ? "((a) > (b))" : "((a) < (b))");
    }
}
