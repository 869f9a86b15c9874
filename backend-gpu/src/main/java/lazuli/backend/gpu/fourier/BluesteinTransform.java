package lazuli.backend.gpu.fourier;

import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Tensor;

/** Transforms of any length, as convolutions whose length is a power of two; so many lines at once that they do not take too much memory. */
final class BluesteinTransform {
    private static final KernelSource SOURCE = KernelSource.file("bluestein.kernel");
    private static final int THREADS = 256;
    private static final int MOST_NUMBERS = 1 << 24;

    private final Launcher launcher;
    private final SmoothTransform smooth;

    BluesteinTransform(Launcher launcher, SmoothTransform smooth) {
        this.launcher = launcher;
        this.smooth = smooth;
    }

    void run(Side from, Side to, int lines, int length, float scale) {
        if (length > 1 << 29) {
            throw new DeviceException("[gpu] a Fourier transform of %d is too long".formatted(length));
        }
        int padded = Integer.highestOneBit(2 * (2 * length - 1) - 1);
        int at = 0;
        while (at < lines) {
            int count = Math.min(lines - at, Math.max(1, MOST_NUMBERS / padded));
            some(from, to, at, count, length, padded, scale);
            at += count;
        }
    }

    private void some(Side from, Side to, int first, int lines, int length, int padded, float scale) {
        Tensor numbers = launcher.scratch(DType.COMPLEX64, Shape.of(lines + 1, padded));
        Tensor spectra = launcher.scratch(DType.COMPLEX64, Shape.of(lines + 1, padded));
        Launch load =
                launcher.begin(SOURCE, "bluestein_load").buffer(from.tensor()).buffer(numbers);
        from.append(load);
        load.i32(first).i32(lines).i32(length).i32(padded);
        launcher.run(load, grid((lines + 1L) * padded));
        smooth.run(rows(numbers, lines + 1, padded), rows(spectra, lines + 1, padded), lines + 1, padded, 1);
        Launch product =
                launcher.begin(SOURCE, "bluestein_product").buffer(spectra).buffer(numbers);
        launcher.run(product.i32(lines).i32(padded), grid((long) lines * padded));
        smooth.run(
                conjugate(rows(numbers, lines, padded)),
                conjugate(rows(spectra, lines, padded)),
                lines,
                padded,
                1.0f / padded);
        Launch store = launcher.begin(SOURCE, "fourier_store").buffer(spectra).buffer(to.tensor());
        to.append(store);
        store.i32(first).i32(lines).i32(length).i32(padded).i32(1).i32(1).f32(scale);
        launcher.run(store, grid((long) lines * length));
        launcher.giveBack(numbers);
        launcher.giveBack(spectra);
    }

    private static Side rows(Tensor matrix, int lines, int length) {
        return Side.rows(matrix, lines, length);
    }

    private static Side conjugate(Side side) {
        return new Side(side.tensor(), side.lines(), side.stride(), side.kind(), true);
    }

    private static Grid grid(long threads) {
        return Grid.of(Math.ceilDiv(threads, THREADS), THREADS);
    }
}
