package lazuli.backend.gpu.fourier;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.fourier.Side.Kind;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.backend.Tensor;

/** Fourier transforms along any axis; complex64 and float32, any strides. */
public final class FourierKernels {
    private final Launcher launcher;
    private final SmoothTransform smooth;
    private final BluesteinTransform bluestein;

    /** What encodes by a launcher. */
    public FourierKernels(Launcher launcher) {
        this.launcher = launcher;
        this.smooth = new SmoothTransform(launcher);
        this.bluestein = new BluesteinTransform(launcher, smooth);
    }

    /** See {@link lazuli.core.backend.Kernels#fourierTransform}. */
    public void complex(Tensor from, Tensor to, int axis, boolean inverse, double scale) {
        run(from, Kind.COMPLEX, to, Kind.COMPLEX, axis, to.shape().length(axis), inverse, scale);
    }

    /** See {@link lazuli.core.backend.Kernels#realFourierTransform}. */
    public void toSpectrum(Tensor from, Tensor to, int axis, double scale) {
        run(from, Kind.REAL, to, Kind.HALF_SPECTRUM, axis, from.shape().length(axis), false, scale);
    }

    /** See {@link lazuli.core.backend.Kernels#realFourierInverse}. */
    public void fromSpectrum(Tensor from, Tensor to, int axis, double scale) {
        run(from, Kind.HALF_SPECTRUM, to, Kind.REAL, axis, to.shape().length(axis), true, scale);
    }

    private void run(
            Tensor from, Kind fromKind, Tensor to, Kind toKind, int axis, int length, boolean inverse, double scale) {
        if (to.shape().size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        Tensor x = TensorAxes.without(from, axis).fit() ? from : operands.rowMajor(from);
        int lines = Math.toIntExact(to.shape().size() / to.shape().length(axis));
        Side source = Side.of(x, axis, fromKind, inverse);
        Side target = Side.of(to, axis, toKind, inverse);
        if (Radices.areFor(length)) {
            smooth.run(source, target, lines, length, (float) scale);
        } else {
            bluestein.run(source, target, lines, length, (float) scale);
        }
    }
}
