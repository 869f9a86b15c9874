package lazuli.backend.cpu.convolution;

import lazuli.core.backend.ConvolutionGeometry;

/**
 * How windows lie along one spatial axis: tap {@code k} of window {@code o} is at {@code o * stride + k * dilation - padding} of the
 * dilated input, counted from the other end if the window is reversed.
 *
 * @param input length of the array that is read
 * @param windows how many
 * @param taps length of a window
 */
record WindowAxis(
        int input, int windows, int taps, int stride, int dilation, int inputDilation, int padding, boolean reversed) {

    /** An axis that is not there. */
    static final WindowAxis ONE = new WindowAxis(1, 1, 1, 1, 1, 1, 0, false);

    /** An axis as the forward pass and the weight's gradient see it. */
    static WindowAxis forward(ConvolutionGeometry geometry, int axis, int input, int windows, int taps) {
        return new WindowAxis(
                input,
                windows,
                taps,
                geometry.strides().get(axis),
                geometry.dilation().get(axis),
                geometry.inputDilation().get(axis),
                geometry.paddingLow().get(axis),
                geometry.flip());
    }

    /** The same axis for the input's gradient: the result is read through reversed windows, strides and dilation exchanged. */
    WindowAxis backward() {
        return new WindowAxis(
                windows, input, taps, inputDilation, dilation, stride, (taps - 1) * dilation - padding, !reversed);
    }

    /** Where a tap reads, or -1 if it meets padding or a gap between dilated elements. */
    int position(int window, int tap) {
        int at = window * stride + (reversed ? taps - 1 - tap : tap) * dilation - padding;
        if (at < 0 || at % inputDilation != 0) {
            return -1;
        }
        int position = at / inputDilation;
        return position < input ? position : -1;
    }

    /** Whether the taps of a window are neighbours in memory. */
    boolean isDense() {
        return !reversed && dilation == 1 && inputDilation == 1;
    }
}
