package lazuli.core.primitive.matrix;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Reductions;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** Matrix product over the last two axes; the leading axes are a batch and are broadcast. Both have the same rank of at least 2. */
public record MatMul() implements KernelPrimitive {
    @Override
    public String text() {
        return "matmul";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                Preconditions.haveOneDType(inputs)
                        && inputs.stream().allMatch(input -> input.shape().rank() >= 2),
                this,
                inputs);
        Preconditions.requireFloatingOrComplex(this, inputs.getFirst());
        Shape a = inputs.get(0).shape();
        Shape b = inputs.get(1).shape();
        if (a.length(-1) != b.length(-2)) {
            throw new ShapeException("matmul", "inner dimensions differ: %s @ %s", a, b);
        }
        Shape shape = Shape.broadcast(
                "matmul", a.with(-1, 1).with(-2, 1), b.with(-1, 1).with(-2, 1));
        return List.of(inputs.getFirst().with(shape.with(-2, a.length(-2)).with(-1, b.length(-1))));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.product(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.matmul(at.input(0), at.input(1), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array a = conjugate(at.primal(0));
        Array b = conjugate(at.primal(1));
        Array dy = at.cotangent();
        return at.wanted(
                () -> Reductions.sumTo(matmul(dy, Shapes.transposeLast(b)), a.shape()),
                () -> Reductions.sumTo(matmul(Shapes.transposeLast(a), dy), b.shape()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.sum(da -> matmul(da, at.primal(1)), db -> matmul(at.primal(0), db));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return BatchedResult.front(Nodes.of(this, at.thin(0), at.thin(1)));
    }
}
