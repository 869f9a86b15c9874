package lazuli.core.primitive.view;

import static lazuli.core.operation.Shapes.reshape;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.ViewPrimitive;
import org.jspecify.annotations.Nullable;

/** The same elements in row-major order under another shape; a view wherever the input's strides allow it. */
public record Reshape(Shape shape) implements ViewPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        if (x.shape().size() != shape.size()) {
            throw new ShapeException(
                    "reshape",
                    "%s of %d elements to %s of %d",
                    x.shape(),
                    x.shape().size(),
                    shape,
                    shape.size());
        }
        return List.of(x.with(shape));
    }

    @Override
    public @Nullable Tensor view(Tensor input) {
        if (input.isRowMajor()) {
            return input.view(shape, shape.strides(), input.offset());
        }
        long[] strides = stridesOf(input);
        return strides == null ? null : input.view(shape, strides, input.offset());
    }

    /** Matches runs of input axes that hold as many elements as runs of output axes; each must be evenly strided inside. */
    private long @Nullable [] stridesOf(Tensor input) {
        long[] strides = new long[shape.rank()];
        int from = 0;
        int to = 0;
        while (to < strides.length) {
            int fromStart = from;
            int toStart = to;
            long have = 1;
            long want = shape.length(to++);
            while (have != want) {
                if (have < want) {
                    have *= input.shape().length(from++);
                } else {
                    want *= shape.length(to++);
                }
            }
            long stride = 1;
            int last = lastLong(input, fromStart, from);
            if (last >= 0) {
                stride = input.strides()[last];
                if (!isEven(input, fromStart, last)) {
                    return null;
                }
            }
            for (int i = to - 1; i >= toStart; i--) {
                strides[i] = stride;
                stride *= shape.length(i);
            }
        }
        return strides;
    }

    private static int lastLong(Tensor input, int start, int end) {
        int last = end - 1;
        while (last >= start && input.shape().length(last) == 1) {
            last--;
        }
        return last >= start ? last : -1;
    }

    private static boolean isEven(Tensor input, int start, int last) {
        long expected = input.strides()[last];
        for (int i = last; i >= start; i--) {
            if (input.shape().length(i) != 1 && input.strides()[i] != expected) {
                return false;
            }
            expected *= input.shape().length(i);
        }
        return true;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> reshape(at.cotangent(), at.primal(0).shape().toArray()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(reshape(at.tangent(0), shape.toArray()));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new Reshape(shape.insert(0, at.size())));
    }
}
