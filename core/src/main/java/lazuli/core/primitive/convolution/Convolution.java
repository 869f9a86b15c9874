package lazuli.core.primitive.convolution;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
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
import org.jspecify.annotations.Nullable;

/** Convolution of a channels-last input (N, spatial..., C) with weights (O, window..., C / groups). */
public record Convolution(ConvolutionGeometry geometry) implements KernelPrimitive {
    @Override
    public String text() {
        return "conv";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.get(0);
        ArrayType w = inputs.get(1);
        if (x.dtype() != w.dtype()) {
            throw new DTypeException(text(), "dtypes differ: %s and %s", x.dtype(), w.dtype());
        }
        if (!x.dtype().isFloating()) {
            throw new DTypeException(text(), "needs a real floating dtype, not %s", x.dtype());
        }
        return List.of(x.with(result(text(), geometry, x.shape(), w.shape())));
    }

    /**
     * The result's shape.
     *
     * @throws ShapeException if input and weight do not fit each other, or the geometry
     */
    public static Shape result(String operation, ConvolutionGeometry geometry, Shape x, Shape w) {
        requirePositive(operation, geometry);
        int spatial = geometry.spatialRank();
        if (x.rank() != spatial + 2 || w.rank() != spatial + 2) {
            throw new ShapeException(
                    operation, "%d spatial axes need rank %d: input %s, weight %s", spatial, spatial + 2, x, w);
        }
        if (x.length(-1) != (long) w.length(-1) * geometry.groups() || w.length(0) % geometry.groups() != 0) {
            throw new ShapeException(
                    operation, "channels do not fit: input %s, weight %s, groups %d", x, w, geometry.groups());
        }
        int[] lengths = x.toArray();
        for (int i = 0; i < spatial; i++) {
            if (w.length(i + 1) == 0) {
                throw new ShapeException(operation, "the window of weight %s is empty", w);
            }
            lengths[i + 1] = geometry.outputLength(i, x.length(i + 1), w.length(i + 1));
            if (lengths[i + 1] <= 0) {
                throw new ShapeException(operation, "the window of weight %s is longer than the padded input %s", w, x);
            }
        }
        lengths[spatial + 1] = w.length(0);
        return Shape.of(lengths);
    }

    private static void requirePositive(String operation, ConvolutionGeometry geometry) {
        if (!isPositive(geometry.strides())
                || !isPositive(geometry.dilation())
                || !isPositive(geometry.inputDilation())
                || geometry.groups() < 1) {
            throw new ShapeException(
                    operation,
                    "stride %s, dilation %s, input dilation %s and groups %d must be positive",
                    geometry.strides(),
                    geometry.dilation(),
                    geometry.inputDilation(),
                    geometry.groups());
        }
    }

    private static boolean isPositive(List<Integer> lengths) {
        return lengths.stream().allMatch(length -> length > 0);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.convolution(geometry, at.input(0), at.input(1), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array dy = at.cotangent();
        return at.wanted(
                () -> inputGradient(geometry, dy, at.primal(1), at.primal(0).shape()),
                () -> weightGradient(geometry, at.primal(0), dy, at.primal(1).shape()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.sum(dx -> Nodes.of(this, dx, at.primal(1)), dw -> Nodes.of(this, at.primal(0), dw));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        if (!at.isMapped(1)) {
            return BatchedConvolution.splitExamples(
                    Nodes.of(this, BatchedConvolution.mergeExamples(at.front(0)), at.input(1)), at.size());
        }
        ConvolutionGeometry grouped = BatchedConvolution.grouped(geometry, at.size());
        Array y = Nodes.of(
                new Convolution(grouped),
                BatchedConvolution.mergeChannels(at.front(0)),
                BatchedConvolution.mergeExamples(at.front(1)));
        return BatchedConvolution.splitChannels(y, at.size());
    }

    /** The lengths of the spatial axes. */
    static List<Integer> spatial(Shape shape) {
        return Arrays.stream(shape.toArray(), 1, shape.rank() - 1).boxed().toList();
    }

    static Array inputGradient(ConvolutionGeometry geometry, Array dy, Array weight, Shape input) {
        return Nodes.of(new ConvolutionInputGradient(geometry, spatial(input)), dy, weight);
    }

    static Array weightGradient(ConvolutionGeometry geometry, Array input, Array dy, Shape weight) {
        return Nodes.of(new ConvolutionWeightGradient(geometry, spatial(weight)), input, dy);
    }
}
