package lazuli.backend.gpu.convolution;

import lazuli.core.backend.ConvolutionGeometry;

/**
 * How windows lie along one spatial axis; {@code convolution.h} says where their taps are.
 *
 * @param length of the array that is read
 * @param windows how many
 * @param taps length of a window
 */
record WindowAxis(
        int length,
        int windows,
        int taps,
        long stride,
        long dilation,
        long inputDilation,
        long padding,
        boolean reversed) {

    /** An axis that is not there. */
    static final WindowAxis ONE = new WindowAxis(1, 1, 1, 1, 1, 1, 0, false);

    /** An axis as the forward pass and the weight's gradient see it. */
    static WindowAxis forward(ConvolutionGeometry geometry, int axis, int length, int windows, int taps) {
        return new WindowAxis(
                length,
                windows,
                taps,
                geometry.strides().get(axis),
                geometry.dilation().get(axis),
                geometry.inputDilation().get(axis),
                geometry.paddingLow().get(axis),
                geometry.flip());
    }

    /** The same axis for the input's gradient: the result is read through reversed windows, strides and gaps exchanged. */
    WindowAxis backward() {
        return new WindowAxis(
                windows, length, taps, inputDilation, dilation, stride, (taps - 1) * dilation - padding, !reversed);
    }

    /** How far from 0 a tap may be. */
    long farthest() {
        return Math.max(0, windows - 1L) * stride + (taps - 1L) * dilation + Math.abs(padding) + inputDilation;
    }
}
