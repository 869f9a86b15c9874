package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.Mx;

/** The largest element of each window of (N, L, C); padding, shorter than the window, counts as -infinity. */
public final class MaxPool1d extends Pool {
    /** A window with lengths, strides and padding for each axis. */
    public MaxPool1d(int[] kernelSize, int[] stride, int[] padding) {
        super(1, kernelSize, stride, padding);
    }

    /** A window of one length, stride and padding for all axes. */
    public MaxPool1d(int kernelSize, int stride, int padding) {
        this(new int[] {kernelSize}, new int[] {stride}, new int[] {padding});
    }

    /** Windows side by side. */
    public MaxPool1d(int kernelSize) {
        this(kernelSize, kernelSize, 0);
    }

    @Override
    Array pool(Array x, int[] window, int[] stride, int[] padding) {
        return Mx.maxPool(x, window, stride, padding);
    }
}
