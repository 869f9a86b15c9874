package lazuli.backend.gpu.copy;

import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Evenly spaced numbers. */
public final class ArangeKernels {
    private static final int THREADS = 256;

    private final Launcher launcher;

    /** What encodes with a launcher. */
    public ArangeKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * As {@link lazuli.core.backend.Kernels#arange}: integers step from {@code start} by the distance of {@code start + step}, both cut towards zero.
     */
    public void arange(double start, double step, Tensor to) {
        boolean unsigned = to.dtype() == DType.UINT64;
        long first = whole(start, unsigned);
        long size = to.shape().size();
        Launch launch = launcher.begin(source(to.dtype()), "arange")
                .buffer(to)
                .i64(first)
                .i64(whole(start + step, unsigned) - first);
        pair(launch, start);
        pair(launch, step);
        launch.i32(size).i32(0);
        launcher.run(launch, Grid.of((int) ((size + THREADS - 1) / THREADS), THREADS));
    }

    private static void pair(Launch launch, double value) {
        float high = (float) value;
        launch.f32(high).f32(Float.isInfinite(high) ? 0 : (float) (value - high));
    }

    private static KernelSource source(DType dtype) {
        String type = DialectTypes.stored(dtype);
        KernelSource source = KernelSource.file("arange.kernel")
                .define("T", type)
                .define("IS_INTEGER", dtype.isInteger() ? "1" : "0");
        return dtype.isInteger()
                ? source
                : source.define("OF_FLOAT(x)", dtype == DType.BOOL ? "((x) != 0.0f)" : "from_f<" + type + ">(x)");
    }

    /** A number without its fraction, modulo 2^64 from 2^63 on. */
    private static long whole(double value, boolean unsigned) {
        double half = 0x1p63;
        return unsigned && value >= half ? (long) (value - half) ^ Long.MIN_VALUE : (long) value;
    }
}
