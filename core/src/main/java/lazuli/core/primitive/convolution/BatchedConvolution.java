package lazuli.core.primitive.convolution;

import static lazuli.core.operation.Shapes.moveaxis;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.primitive.BatchedResult;

/** How a batch of convolutions becomes one: more examples where the weights are shared, more groups where they are not. */
final class BatchedConvolution {
    private BatchedConvolution() {}

    static ConvolutionGeometry grouped(ConvolutionGeometry geometry, int size) {
        return new ConvolutionGeometry(
                geometry.strides(),
                geometry.paddingLow(),
                geometry.paddingHigh(),
                geometry.dilation(),
                geometry.inputDilation(),
                geometry.groups() * size,
                geometry.flip());
    }

    /** (B, N, rest...) as (B * N, rest...). */
    static Array mergeExamples(Array x) {
        int[] lengths = x.shape().toArray();
        int[] merged = Arrays.copyOfRange(lengths, 1, lengths.length);
        merged[0] *= lengths[0];
        return x.reshape(merged);
    }

    /** (B * N, rest...) as a batch (B, N, rest...). */
    static BatchedResult splitExamples(Array y, int size) {
        return BatchedResult.front(split(y, size));
    }

    private static Array split(Array y, int size) {
        int[] lengths = y.shape().toArray();
        int[] split = new int[lengths.length + 1];
        System.arraycopy(lengths, 0, split, 1, lengths.length);
        split[0] = size;
        split[1] /= size;
        return y.reshape(split);
    }

    /** (B, N, spatial..., C) as (N, spatial..., B * C). */
    static Array mergeChannels(Array x) {
        Array moved = moveaxis(x, 0, -2);
        int[] lengths = moved.shape().toArray();
        int[] merged = Arrays.copyOf(lengths, lengths.length - 1);
        merged[merged.length - 1] *= lengths[lengths.length - 1];
        return moved.reshape(merged);
    }

    /** (N, spatial..., B * C) as a batch (B, N, spatial..., C). */
    static BatchedResult splitChannels(Array y, int size) {
        int[] lengths = y.shape().toArray();
        int[] split = Arrays.copyOf(lengths, lengths.length + 1);
        split[lengths.length - 1] = size;
        split[lengths.length] = lengths[lengths.length - 1] / size;
        return BatchedResult.front(moveaxis(y.reshape(split), -2, 0));
    }
}
