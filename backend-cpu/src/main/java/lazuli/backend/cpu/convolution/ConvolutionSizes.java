package lazuli.backend.cpu.convolution;

import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;

/** The lengths of a convolution with its spatial axes brought to three. */
record ConvolutionSizes(
        WindowAxis depth,
        WindowAxis height,
        WindowAxis width,
        int batch,
        int channels,
        int outputs,
        int groups,
        int size) {

    static ConvolutionSizes of(ConvolutionGeometry geometry, Shape input, Shape weight, Shape output, DType dtype) {
        WindowAxis[] axes = new WindowAxis[3];
        int rank = geometry.spatialRank();
        for (int i = 0; i < 3; i++) {
            int axis = i - 3 + rank;
            axes[i] = axis < 0
                    ? WindowAxis.ONE
                    : WindowAxis.forward(
                            geometry, axis, input.length(axis + 1), output.length(axis + 1), weight.length(axis + 1));
        }
        return new ConvolutionSizes(
                axes[0],
                axes[1],
                axes[2],
                input.length(0),
                input.length(-1),
                output.length(-1),
                geometry.groups(),
                dtype.size());
    }

    int groupChannels() {
        return channels / groups;
    }

    int groupOutputs() {
        return outputs / groups;
    }

    int taps() {
        return depth.taps() * height.taps() * width.taps();
    }

    long patchLength() {
        return (long) taps() * groupChannels();
    }

    long windows() {
        return (long) batch * depth.windows() * height.windows() * width.windows();
    }

    long elements() {
        return (long) batch * depth.input() * height.input() * width.input();
    }

    long inputOffset(int group) {
        return (long) group * groupChannels() * size;
    }

    long outputOffset(int group) {
        return (long) group * groupOutputs() * size;
    }

    long inputStride() {
        return (long) channels * size;
    }

    long outputStride() {
        return (long) outputs * size;
    }

    private long weightOffset(int group) {
        return (long) group * groupOutputs() * patchLength() * size;
    }

    Im2colView patches(long input, int group) {
        return new Im2colView(input + inputOffset(group), size, channels, groupChannels(), depth, height, width);
    }

    Im2colView backwardPatches(long cotangent, int group) {
        return new Im2colView(
                cotangent + outputOffset(group),
                size,
                outputs,
                groupOutputs(),
                depth.backward(),
                height.backward(),
                width.backward());
    }

    /** A row for each output, a column for each tap and channel. */
    StridedMatrix weights(long weight, int group) {
        return new StridedMatrix(weight + weightOffset(group), patchLength() * size, size, size);
    }

    WeightsByTap weightsByTap(long weight, int group) {
        return new WeightsByTap(weight + weightOffset(group), size, groupOutputs(), taps(), groupChannels());
    }

    /** A row for each window, a column for each output of the group. */
    StridedMatrix results(long cotangent, int group) {
        return new StridedMatrix(cotangent + outputOffset(group), outputStride(), size, size);
    }
}
