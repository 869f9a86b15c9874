package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.convolution.Convolution;
import lazuli.core.primitive.convolution.ConvolutionInputGradient;

/** Puts a convolution into a form that libraries know, if there is one: weights as they are, over an input without gaps. */
final class ConvolutionForm {
    private ConvolutionForm() {}

    static Array of(Array x, Array w, ConvolutionGeometry geometry, Shape result) {
        if (isOnes(geometry.inputDilation())) {
            ConvolutionGeometry forward = new ConvolutionGeometry(
                    geometry.strides(),
                    geometry.paddingLow(),
                    geometry.paddingHigh(),
                    geometry.dilation(),
                    geometry.inputDilation(),
                    geometry.groups(),
                    false);
            return Nodes.of(new Convolution(forward), x, geometry.flip() ? reversed(w) : w);
        }
        if (isOnes(geometry.strides()) && x.shape().size() > 0) {
            List<Integer> spatial = Arrays.stream(result.toArray(), 1, result.rank() - 1)
                    .boxed()
                    .toList();
            return Nodes.of(
                    new ConvolutionInputGradient(adjoint(geometry, x.shape(), w.shape(), result), spatial),
                    x,
                    channelsSwapped(geometry.flip() ? w : reversed(w), geometry.groups()));
        }
        return Nodes.of(new Convolution(geometry), x, w);
    }

    private static boolean isOnes(List<Integer> lengths) {
        return lengths.stream().allMatch(length -> length == 1);
    }

    /** The convolution from {@code result} to {@code x} whose input gradient one of reversed weights over a dilated input is. */
    private static ConvolutionGeometry adjoint(ConvolutionGeometry geometry, Shape x, Shape w, Shape result) {
        int axes = geometry.spatialRank();
        List<Integer> low = new ArrayList<>();
        List<Integer> high = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            int reach = (w.length(i + 1) - 1) * geometry.dilation().get(i);
            low.add(reach - geometry.paddingLow().get(i));
            high.add(reach - geometry.paddingHigh().get(i));
        }
        ConvolutionGeometry exact = adjoint(geometry, low, high);
        ConvolutionGeometry uncropped = adjoint(
                geometry, low, high.stream().map(length -> Math.max(0, length)).toList());
        // What is left over behind the last window may be less than a stride, and libraries do not know how to crop it.
        boolean isEqual = IntStream.range(0, axes)
                .allMatch(i -> uncropped.outputLength(i, result.length(i + 1), w.length(i + 1)) == x.length(i + 1));
        return isEqual ? uncropped : exact;
    }

    private static ConvolutionGeometry adjoint(
            ConvolutionGeometry geometry, List<Integer> paddingLow, List<Integer> paddingHigh) {
        return new ConvolutionGeometry(
                geometry.inputDilation(),
                paddingLow,
                paddingHigh,
                geometry.dilation(),
                Collections.nCopies(geometry.spatialRank(), 1),
                geometry.groups(),
                false);
    }

    private static Array reversed(Array weight) {
        return Rearrangements.flip(
                weight, IntStream.range(1, weight.shape().rank() - 1).toArray());
    }

    /** Weights (O, window..., C / groups) as (C, window..., O / groups). */
    private static Array channelsSwapped(Array weight, int groups) {
        int[] lengths = weight.shape().toArray();
        int last = lengths.length - 1;
        int outputs = lengths[0] / groups;
        int channels = lengths[last];
        int[] split = IntStream.concat(IntStream.of(groups, outputs), Arrays.stream(lengths, 1, last + 1))
                .toArray();
        Array swapped = Shapes.swapaxes(Shapes.reshape(weight, split), 1, -1);
        lengths[0] = groups * channels;
        lengths[last] = outputs;
        return Shapes.reshape(swapped, lengths);
    }
}
