package lazuli.backend.gpu.convolution;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.matmul.Groups;
import lazuli.backend.gpu.matmul.PartSums;
import lazuli.backend.gpu.matmul.Split;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Tensor;

/** Convolutions over any number of spatial axes and their gradients; float32, float16 and bfloat16. */
public final class ConvolutionKernels {
    /** Up to so many channels a group, of both arrays, a thread sums an element by itself. */
    private static final int NARROW = 4;

    private static final int TILE_COLUMNS = 64;
    private static final int TILE_THREADS = 128;
    private static final int LANES = 32;
    private static final int THREADS = 256;

    private final Launcher launcher;
    private final PartSums sums;

    /** What encodes with a launcher. */
    public ConvolutionKernels(Launcher launcher) {
        this.launcher = launcher;
        this.sums = new PartSums(launcher);
    }

    /** See {@link lazuli.core.backend.Kernels#convolution}. */
    public void forward(ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor to) {
        Windows windows = Windows.forward(geometry, input.shape(), weight.shape(), to.shape());
        multiply(windows, input, weight, to, false);
    }

    /** See {@link lazuli.core.backend.Kernels#convolutionInputGradient}. */
    public void inputGradient(ConvolutionGeometry geometry, Tensor cotangent, Tensor weight, Tensor to) {
        Windows windows = Windows.forward(geometry, to.shape(), weight.shape(), cotangent.shape());
        multiply(windows.backward(), cotangent, weight, to, true);
    }

    private void multiply(Windows windows, Tensor from, Tensor weight, Tensor to, boolean byTap) {
        if (to.shape().size() == 0) {
            return;
        }
        boolean narrow = isNarrow(windows);
        int tileRows = tileRows(windows.rows());
        KernelSource plain = windows.source(narrow ? "convolution_narrow.kernel" : "convolution.kernel", to.dtype());
        KernelSource kind = byTap ? plain.define("BY_TAP", "1") : plain;
        KernelSource source = narrow ? kind : kind.define("TILE_ROWS", tileRows + "u");
        long groups = narrow
                ? Math.ceilDiv(to.shape().size(), THREADS)
                : Math.ceilDiv(windows.rows(), tileRows)
                        * Math.ceilDiv(windows.columns(), TILE_COLUMNS)
                        * windows.groups();
        Split split = narrow ? whole(windows.depth()) : split(groups, windows.depth());
        String kernel = narrow ? "convolution_narrow" : "convolution_tiles";
        run(windows, source, kernel, split, groups, narrow ? THREADS : TILE_THREADS, from, weight, to);
    }

    /** See {@link lazuli.core.backend.Kernels#convolutionWeightGradient}. */
    public void weightGradient(ConvolutionGeometry geometry, Tensor input, Tensor cotangent, Tensor to) {
        Shape shape = to.shape();
        if (shape.size() == 0) {
            return;
        }
        Windows windows = Windows.forward(geometry, input.shape(), shape, cotangent.shape());
        if (isNarrow(windows)) {
            long groups = (long) Math.ceilDiv(shape.length(0), LANES) * windows.depth();
            KernelSource source = windows.source("convolution_narrow.kernel", to.dtype());
            Split split = split(groups, windows.rows());
            run(windows, source, "convolution_narrow_weight", split, groups, THREADS, input, cotangent, to);
            return;
        }
        int tileRows = tileRows(windows.columns());
        long groups = Math.ceilDiv(windows.depth(), TILE_COLUMNS)
                * Math.ceilDiv(windows.columns(), tileRows)
                * windows.groups();
        KernelSource source =
                windows.source("convolution_weight.kernel", to.dtype()).define("TILE_ROWS", tileRows + "u");
        Split split = split(groups, windows.rows());
        run(windows, source, "convolution_weight", split, groups, TILE_THREADS, input, cotangent, to);
    }

    private void run(
            Windows windows,
            KernelSource source,
            String kernel,
            Split split,
            long groups,
            int threads,
            Tensor first,
            Tensor second,
            Tensor to) {
        Operands operands = new Operands(launcher);
        Tensor left = operands.rowMajor(first);
        Tensor right = operands.rowMajor(second);
        sums.in(split, to, result -> {
            Launch launch = launcher.begin(source.define("TO", DialectTypes.stored(result.dtype())), kernel);
            launch.buffer(left).buffer(right).buffer(result);
            windows.append(launch, split);
            launcher.run(launch, Groups.of(groups * split.parts(), threads));
        });
    }

    /** Whether tiles would be mostly empty. */
    private static boolean isNarrow(Windows windows) {
        return windows.groups() > 1 && windows.channels() <= NARROW && windows.columns() <= NARROW;
    }

    private static int tileRows(long rows) {
        return rows <= 16 ? 16 : 64;
    }

    private static Split split(long groups, long depth) {
        return Split.of(groups, whole(depth).depth());
    }

    private static Split whole(long depth) {
        if (depth > Integer.MAX_VALUE) {
            throw new DeviceException("[gpu] a convolution whose elements are sums of %d products".formatted(depth));
        }
        return new Split((int) Math.max(1, depth), 1);
    }
}
