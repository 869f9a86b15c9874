package lazuli.nn;

import lazuli.core.Array;

/** The mean of each window of (N, L, C); padding counts as zeros. */
public final class AvgPool1d extends Pool {
    /** A window with lengths, strides and padding for each axis. */
    public AvgPool1d(int[] kernelSize, int[] stride, int[] padding) {
        super(1, kernelSize, stride, padding);
    }

    /** A window of one length, stride and padding for all axes. */
    public AvgPool1d(int kernelSize, int stride, int padding) {
        this(new int[] {kernelSize}, new int[] {stride}, new int[] {padding});
    }

    /** Windows side by side. */
    public AvgPool1d(int kernelSize) {
        this(kernelSize, kernelSize, 0);
    }

    @Override
    Array pool(Array x, int[] window, int[] stride, int[] padding) {
        return MeanPool.of(x, window, stride, padding);
    }
}
