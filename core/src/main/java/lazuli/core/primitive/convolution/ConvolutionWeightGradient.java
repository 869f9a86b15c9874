package lazuli.core.primitive.convolution;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * The cotangent of a convolution's weight from its input and the result's cotangent.
 *
 * @param window the weight's spatial lengths
 */
public record ConvolutionWeightGradient(ConvolutionGeometry geometry, List<Integer> window) implements KernelPrimitive {
    @Override
    public String text() {
        return "conv_weight_gradient";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        int[] lengths = new int[window.size() + 2];
        Preconditions.require(
                geometry.groups() > 0
                        && inputs.getFirst().shape().rank() == lengths.length
                        && inputs.get(1).shape().rank() == lengths.length,
                this,
                inputs);
        lengths[0] = inputs.get(1).shape().length(-1);
        for (int i = 0; i < window.size(); i++) {
            lengths[i + 1] = window.get(i);
        }
        lengths[lengths.length - 1] = inputs.getFirst().shape().length(-1) / geometry.groups();
        ArrayType input = inputs.getFirst();
        ArrayType weight = input.with(Shape.of(lengths));
        Preconditions.require(
                window.size() == geometry.spatialRank()
                        && new Convolution(geometry)
                                .outputs(List.of(input, weight))
                                .equals(inputs.subList(1, 2)),
                this,
                inputs);
        return List.of(weight);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.convolutionWeightGradient(geometry, at.input(0), at.input(1), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array d = at.cotangent();
        return at.wanted(
                () -> Convolution.inputGradient(
                        geometry, at.primal(1), d, at.primal(0).shape()),
                () -> Nodes.of(new Convolution(geometry), at.primal(0), d));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.sum(dx -> Nodes.of(this, dx, at.primal(1)), d -> Nodes.of(this, at.primal(0), d));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        ConvolutionGeometry grouped = BatchedConvolution.grouped(geometry, at.size());
        Array dw = Nodes.of(
                new ConvolutionWeightGradient(grouped, window),
                BatchedConvolution.mergeChannels(at.front(0)),
                BatchedConvolution.mergeChannels(at.front(1)));
        return BatchedConvolution.splitExamples(dw, at.size());
    }
}
