package lazuli.core.primitive.view;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.ViewPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * The same bytes as elements of another dtype; the last axis gets longer or shorter where the widths differ. Linear, and so with a
 * derivative, only between complex64 and the float32 of its parts. Bool is not among the dtypes: kernels rely on its bytes being 0 or 1.
 */
public record View(DType dtype) implements ViewPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOne(this, inputs);
        ArrayType x = inputs.getFirst();
        Preconditions.require(dtype != DType.BOOL || x.dtype() == DType.BOOL, this, inputs);
        int from = x.dtype().size();
        if (from == dtype.size()) {
            return List.of(x.with(dtype));
        }
        if (x.shape().rank() == 0 || (long) x.shape().length(-1) * from % dtype.size() != 0) {
            throw new ShapeException(
                    "view", "the last axis of %s %s holds no whole number of %s", x.dtype(), x.shape(), dtype);
        }
        return List.of(new ArrayType(viewed(x.shape(), from), dtype));
    }

    private Shape viewed(Shape shape, int from) {
        return shape.with(-1, Shape.axisLength("view", (long) shape.length(-1) * from / dtype.size()));
    }

    @Override
    public @Nullable Tensor view(Tensor input) {
        int from = input.dtype().size();
        int to = dtype.size();
        if (from == to) {
            return new Tensor(input.buffer(), dtype, input.shape(), input.strides(), input.offset());
        }
        int last = input.shape().rank() - 1;
        if (input.strides()[last] != 1 && input.shape().length(last) != 1) {
            return null;
        }
        long[] strides = new long[last + 1];
        for (int i = 0; i < last; i++) {
            if (input.strides()[i] * from % to != 0) {
                return null;
            }
            strides[i] = input.strides()[i] * from / to;
        }
        strides[last] = 1;
        return input.offset() * from % to == 0
                ? new Tensor(input.buffer(), dtype, viewed(input.shape(), from), strides, input.offset() * from / to)
                : null;
    }

    /** Row-major elements may still begin in the middle of a wider one: then they must move. */
    @Override
    public void eval(EvalContext at, Kernels kernels) {
        Tensor input = at.input(0);
        Tensor view = view(input);
        if (view == null) {
            Tensor copy = at.scratch(new ArrayType(input.shape(), input.dtype()));
            kernels.copy(input, copy);
            view = new Tensor(
                    copy.buffer(), dtype, at.type(0).shape(), at.type(0).shape().strides(), 0);
        }
        at.share(0, view);
    }

    private boolean isLinear(DType from) {
        return from == dtype
                || (from == DType.COMPLEX64 && dtype == DType.FLOAT32)
                || (from == DType.FLOAT32 && dtype == DType.COMPLEX64);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        DType from = at.primal(0).dtype();
        return isLinear(from) ? at.wanted(() -> at.cotangent().view(from)) : at.none();
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return isLinear(at.primal(0).dtype()) ? Arrays.asList(at.tangent(0).view(dtype)) : at.none();
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
