package lazuli.core.primitive.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.operation.Creation;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.ViewPrimitive;
import lazuli.core.primitive.indexing.TakeScatter;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a row-major array at any strides; they may overlap.
 *
 * @param strides the distance between neighbours along each axis, in elements
 * @param offset where the first element lies
 */
public record AsStrided(Shape shape, List<Long> strides, long offset) implements ViewPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        if (strides.size() != shape.rank()) {
            throw new ShapeException("as_strided", "strides %s for shape %s", strides, shape);
        }
        BigInteger first = BigInteger.valueOf(offset);
        BigInteger last = first;
        for (int i = 0; i < strides.size(); i++) {
            BigInteger reach =
                    BigInteger.valueOf(strides.get(i)).multiply(BigInteger.valueOf(Math.max(0L, shape.length(i) - 1L)));
            first = first.add(reach.min(BigInteger.ZERO));
            last = last.add(reach.max(BigInteger.ZERO));
        }
        if (shape.size() > 0
                && (first.signum() < 0
                        || last.compareTo(BigInteger.valueOf(x.shape().size())) >= 0)) {
            throw new ShapeException(
                    "as_strided",
                    "shape %s, strides %s and offset %d reach from %d to %d in %d elements",
                    shape,
                    strides,
                    offset,
                    first,
                    last,
                    x.shape().size());
        }
        return List.of(x.with(shape));
    }

    @Override
    public @Nullable Tensor view(Tensor input) {
        return input.isRowMajor()
                ? input.view(
                        shape,
                        strides.stream().mapToLong(Long::longValue).toArray(),
                        input.offset() + (shape.size() == 0 ? 0 : offset))
                : null;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array x = at.primal(0);
        int size = Shape.axisLength("as_strided", x.size());
        return at.wanted(() -> Nodes.of(new TakeScatter(0, size), at.cotangent().reshape(-1), positions())
                .reshape(x.shape().toArray()));
    }

    /** Where each element lies in the row-major input. */
    private Array positions() {
        Array sum = Creation.full(Shape.SCALAR, offset, DType.INT32);
        for (int axis = 0; axis < strides.size(); axis++) {
            int[] lengths = new int[strides.size()];
            Arrays.fill(lengths, 1);
            lengths[axis] = shape.length(axis);
            sum = sum.add(Creation.arange(shape.length(axis))
                    .multiply(strides.get(axis))
                    .reshape(lengths));
        }
        return Shapes.broadcastTo(sum, shape.toArray()).reshape(-1);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(this, at.tangent(0)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        Array x = at.front(0);
        List<Long> batched = new ArrayList<>();
        batched.add(x.size() / Math.max(1, at.size()));
        batched.addAll(strides);
        return BatchedResult.front(
                Nodes.of(new AsStrided(shape.insert(0, at.size()), List.copyOf(batched), offset), x));
    }
}
