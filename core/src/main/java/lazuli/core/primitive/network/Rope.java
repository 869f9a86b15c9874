package lazuli.core.primitive.network;

import static lazuli.core.operation.Creation.arange;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Shapes.*;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Index;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Rotation;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
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
 * Rotary position embedding (Su et al., 2021) of x (B, ..., T, D): pairs among the first elements of each vector are turned by the angle
 * {@code (t + offset) * scale / frequency}. The other inputs are the int32 or int64 offsets (B) and the divisors (dims / 2), called frequencies, in
 * float32, or float64 if x is.
 */
public record Rope(Rotation rotation) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        int dims = rotation.dims();
        DType wide = x.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        Preconditions.require(
                x.shape().rank() >= 2
                        && x.dtype().isFloating()
                        && dims > 0
                        && dims % 2 == 0
                        && dims <= x.shape().length(-1)
                        && (inputs.get(1).dtype() == DType.INT32
                                || inputs.get(1).dtype() == DType.INT64)
                        && inputs.get(1).shape().equals(Shape.of(x.shape().length(0)))
                        && inputs.get(2).equals(new ArrayType(Shape.of(dims / 2), wide)),
                this,
                inputs);
        return List.of(inputs.getFirst());
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.rope(rotation, at.input(0), at.rowMajorInput(1), at.rowMajorInput(2), at.output(0));
    }

    /** To turn is linear, and turning back is its transpose. */
    @Override
    public List<@Nullable Array> vjp(Backward at) {
        if (at.isWanted(2)) {
            return Composition.vjp(at, this::composed);
        }
        return at.wanted(() -> Nodes.of(new Rope(rotation.backwards()), at.cotangent(), at.primal(1), at.primal(2)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.hasTangent(2)
                ? Composition.jvp(at, this::composed)
                : Arrays.asList(Nodes.of(this, at.tangent(0), at.primal(1), at.primal(2)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        if (at.isMapped(2)) {
            return Composition.vmap(at, this::composed);
        }
        Array x = at.front(0);
        Array offsets = at.front(1);
        Array joined = Nodes.of(this, flatten(x, 0, 1), flatten(offsets, 0, 1), at.input(2));
        return BatchedResult.front(joined.reshape(x.shape().toArray()));
    }

    private List<Array> composed(List<Array> inputs) {
        Array x = inputs.get(0);
        DType dtype = inputs.get(2).dtype();
        int rank = x.shape().rank();
        int half = rotation.dims() / 2;
        int positions = x.shape().length(-2);
        int[] perExample = new int[rank];
        Arrays.fill(perExample, 1);
        perExample[0] = x.shape().length(0);
        Array position =
                arange(positions).reshape(positions, 1).add(inputs.get(1).reshape(perExample));
        Array angle = multiply(position.astype(dtype), rotation.scale()).divide(inputs.get(2));
        Array cosine = cos(angle).astype(x.dtype());
        Array sine = multiply(sin(angle), rotation.forward() ? 1 : -1).astype(x.dtype());
        Array a = x.at(Index.ELLIPSIS, first(half));
        Array b = x.at(Index.ELLIPSIS, second(half));
        List<Array> turned = List.of(
                a.multiply(cosine).subtract(b.multiply(sine)), a.multiply(sine).add(b.multiply(cosine)));
        Shape front = x.shape().with(-1, rotation.dims());
        Array joined = rotation.traditional() ? stack(turned, -1).reshape(front.toArray()) : concatenate(turned, -1);
        return List.of(concatenate(List.of(joined, x.at(Index.ELLIPSIS, Slice.from(rotation.dims()))), -1));
    }

    private Slice first(int half) {
        return rotation.traditional() ? Slice.of(0, 2 * half, 2) : Slice.to(half);
    }

    private Slice second(int half) {
        return rotation.traditional() ? Slice.of(1, 2 * half, 2) : Slice.of(half, 2 * half, 1);
    }
}
