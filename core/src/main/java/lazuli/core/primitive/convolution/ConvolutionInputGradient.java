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
 * The cotangent of a convolution's input from the result's cotangent and the weight: also a transposed convolution.
 *
 * @param spatial the input's spatial lengths
 */
public record ConvolutionInputGradient(ConvolutionGeometry geometry, List<Integer> spatial) implements KernelPrimitive {
    @Override
    public String text() {
        return "conv_input_gradient";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType weight = inputs.get(1);
        int[] lengths = inputs.getFirst().shape().toArray();
        Preconditions.require(
                lengths.length == spatial.size() + 2 && weight.shape().rank() == lengths.length, this, inputs);
        for (int i = 0; i < spatial.size(); i++) {
            lengths[i + 1] = spatial.get(i);
        }
        long channels = (long) weight.shape().length(-1) * geometry.groups();
        Preconditions.require(channels >= 0 && channels <= Integer.MAX_VALUE, this, inputs);
        lengths[lengths.length - 1] = (int) channels;
        ArrayType input = inputs.getFirst().with(Shape.of(lengths));
        Preconditions.require(
                spatial.size() == geometry.spatialRank()
                        && new Convolution(geometry)
                                .outputs(List.of(input, weight))
                                .equals(inputs.subList(0, 1)),
                this,
                inputs);
        return List.of(input);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.convolutionInputGradient(geometry, at.input(0), at.input(1), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array d = at.cotangent();
        return at.wanted(
                () -> Nodes.of(new Convolution(geometry), d, at.primal(1)),
                () -> Convolution.weightGradient(
                        geometry, d, at.primal(0), at.primal(1).shape()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.sum(d -> Nodes.of(this, d, at.primal(1)), dw -> Nodes.of(this, at.primal(0), dw));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        if (!at.isMapped(1)) {
            return BatchedConvolution.splitExamples(
                    Nodes.of(this, BatchedConvolution.mergeExamples(at.front(0)), at.input(1)), at.size());
        }
        ConvolutionGeometry grouped = BatchedConvolution.grouped(geometry, at.size());
        Array dx = Nodes.of(
                new ConvolutionInputGradient(grouped, spatial),
                BatchedConvolution.mergeChannels(at.front(0)),
                BatchedConvolution.mergeExamples(at.front(1)));
        return BatchedConvolution.splitChannels(dx, at.size());
    }
}
