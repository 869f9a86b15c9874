package lazuli.core.primitive.network;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.sum;
import static lazuli.core.operation.Shapes.expandDims;
import static lazuli.core.operation.Shapes.squeeze;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Reductions;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * {@code softmax(scale * Q Kᵀ + mask) V} of queries (..., H, L, D), keys (..., G, S, D) and values (..., G, S, E), H a multiple of G; also
 * the logarithms (..., H, L) of the sums of the exponentials, in float32 for half dtypes. Never holds a whole matrix of scores (Dao et
 * al., 2022).
 *
 * <p>Then come, if the components say so, a mask of the queries' rank whose axes have length 1 or those of (..., H, L, S), and sinks
 * (..., H, 1, 1): scores of a further key without a value.
 */
public record Attention(AttentionRule rule, boolean masked, boolean withSinks) implements KernelPrimitive {
    @Override
    public String text() {
        return "scaled_dot_product_attention";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3 + (masked ? 1 : 0) + (withSinks ? 1 : 0));
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType queries = inputs.getFirst();
        Shape keys = inputs.get(1).shape();
        Shape values = inputs.get(2).shape();
        Shape shape = queries.shape();
        int lengths = shape.rank();
        boolean fit = lengths >= 3
                && keys.rank() == lengths
                && values.rank() == lengths
                && keys.length(-1) == shape.length(-1)
                && keys.with(-1, values.length(-1)).equals(values)
                && keys.with(-1, 1)
                        .with(-2, 1)
                        .with(-3, 1)
                        .equals(shape.with(-1, 1).with(-2, 1).with(-3, 1))
                && (shape.length(-3) == 0 || (keys.length(-3) > 0 && shape.length(-3) % keys.length(-3) == 0));
        if (!fit) {
            throw new ShapeException(text(), "queries %s, keys %s, values %s", shape, keys, values);
        }
        Preconditions.require(
                Preconditions.haveOneDType(inputs.subList(0, 3))
                        && queries.dtype().isFloating(),
                this,
                inputs);
        if (masked) {
            ArrayType mask = inputs.get(3);
            Shape scores = shape.with(-1, keys.length(-2));
            Preconditions.require(
                    (mask.dtype() == DType.BOOL || mask.dtype() == queries.dtype()) && repeatsTo(mask.shape(), scores),
                    this,
                    inputs);
        }
        if (withSinks) {
            ArrayType sinks = inputs.getLast();
            Preconditions.require(
                    sinks.dtype() == queries.dtype()
                            && repeatsTo(sinks.shape(), shape.with(-1, 1).with(-2, 1)),
                    this,
                    inputs);
        }
        return List.of(
                queries.with(shape.with(-1, values.length(-1))), new ArrayType(rows(shape), wide(queries.dtype())));
    }

    /** Whether one shape is another but for axes of length 1. */
    private static boolean repeatsTo(Shape repeated, Shape whole) {
        boolean fits = repeated.rank() == whole.rank();
        for (int axis = 0; fits && axis < whole.rank(); axis++) {
            fits = repeated.length(axis) == 1 || repeated.length(axis) == whole.length(axis);
        }
        return fits;
    }

    /** A shape without its last axis. */
    private static Shape rows(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 1));
    }

    /** The dtype that sums are in. */
    static DType wide(DType dtype) {
        return dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        @Nullable Tensor mask = masked ? at.input(3) : null;
        @Nullable Tensor sinks = withSinks ? at.input(masked ? 4 : 3) : null;
        kernels.attention(rule, at.input(0), at.input(1), at.input(2), mask, sinks, at.output(0), at.output(1));
    }

    /**
     * With P the weights and dP = dY Vᵀ: dS = P * (dP - delta), delta = rowsum(dY * Y) - dL, where L are the logarithms; a sink's dP is zero.
     */
    @Override
    public List<@Nullable Array> vjp(Backward at) {
        DType wide = wide(at.output(0).dtype());
        Array dy = at.cotangent(0);
        Array delta = sum(multiply(dy.astype(wide), at.output(0).astype(wide)), -1);
        Array shifted = at.hasCotangent(1) ? subtract(delta, at.cotangent(1)) : delta;
        List<Array> inputs = new ArrayList<>(at.primals().subList(0, 3));
        inputs.addAll(List.of(at.output(1), shifted, dy));
        if (masked) {
            inputs.add(at.primal(3));
        }
        List<Array> gradients = Nodes.all(new AttentionGradient(rule, masked), inputs);
        List<@Nullable Array> result =
                new ArrayList<>(at.wanted(() -> gradients.get(0), () -> gradients.get(1), () -> gradients.get(2)));
        if (masked && at.isWanted(3)) {
            Array scores = AttentionFormula.scoresGradient(rule, inputs);
            result.set(
                    3,
                    Reductions.sumTo(scores, at.primal(3).shape())
                            .astype(at.primal(3).dtype()));
        }
        int last = at.primals().size() - 1;
        if (withSinks && at.isWanted(last)) {
            Array sinks = at.primal(last);
            Array share = exp(subtract(squeeze(sinks, -1).astype(wide), at.output(1)));
            Array gradient = Reductions.sumTo(
                    negative(multiply(share, shifted)), squeeze(sinks, -1).shape());
            result.set(last, expandDims(gradient, -1).astype(sinks.dtype()));
        }
        return result;
    }

    private List<Array> composed(List<Array> inputs) {
        @Nullable Array mask = masked ? inputs.get(3) : null;
        @Nullable Array sinks = withSinks ? inputs.getLast() : null;
        return AttentionFormula.apply(rule, inputs, mask, sinks);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, this::composed);
    }

    @Override
    public BatchedResult vmap(Batching at) {
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < at.inputs().size(); i++) {
            inputs.add(i < 3 ? at.front(i) : at.thin(i));
        }
        return BatchedResult.front(Nodes.all(this, inputs));
    }
}
