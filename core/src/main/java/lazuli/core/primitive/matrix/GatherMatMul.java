package lazuli.core.primitive.matrix;

import static lazuli.core.operation.Creation.arange;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Indexing.take;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Shapes.flatten;
import static lazuli.core.operation.Shapes.unflatten;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
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
import lazuli.core.primitive.linalg.MatrixAlgebra;
import org.jspecify.annotations.Nullable;

/** Products of matrices x (I, M, K) with those of b (B, K, N) that int32 indices (I) name, which are not copied. */
public record GatherMatMul() implements KernelPrimitive {
    @Override
    public String text() {
        return "gather_mm";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                inputs.size() == 3
                        && inputs.get(0).shape().rank() == 3
                        && inputs.get(1).shape().rank() == 3
                        && Preconditions.haveOneDType(inputs.subList(0, 2))
                        && inputs.get(2).dtype().isInteger(),
                this,
                inputs);
        Preconditions.requireFloatingOrComplex(this, inputs.getFirst());
        Shape x = inputs.get(0).shape();
        Shape b = inputs.get(1).shape();
        Shape indices = inputs.get(2).shape();
        if (x.length(-1) != b.length(-2) || !indices.equals(Shape.of(x.length(0)))) {
            throw new ShapeException(text(), "%s @ %s by indices %s", x, b, indices);
        }
        return List.of(inputs.getFirst().with(x.with(-1, b.length(-1))));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.gatherMatmul(at.input(0), at.input(1), at.input(2), at.output(0));
    }

    private List<Array> composed(List<Array> inputs) {
        return List.of(matmul(inputs.get(0), take(inputs.get(1), inputs.get(2), 0)));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        if (at.isWanted(1)) {
            return Composition.vjp(at, this::composed);
        }
        return at.wanted(() -> Nodes.of(this, at.cotangent(), MatrixAlgebra.adjoint(at.primal(1)), at.primal(2)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.sum(
                dx -> Nodes.of(this, dx, at.primal(1), at.primal(2)),
                db -> Nodes.of(this, at.primal(0), db, at.primal(2)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        Array x = at.front(0);
        Array product = Nodes.of(this, flatten(x, 0, 1), matrices(at, 1), indices(at, 2));
        return BatchedResult.front(unflatten(product, 0, at.size(), x.shape().length(1)));
    }

    /** The matrices of all examples, one after the other. */
    static Array matrices(Batching at, int input) {
        return at.isMapped(input) ? flatten(at.front(input), 0, 1) : at.input(input);
    }

    /** The indices of all examples into {@link #matrices}. */
    static Array indices(Batching at, int input) {
        Array indices = at.front(input);
        if (at.isMapped(1)) {
            int matrices = at.front(1).shape().length(1);
            indices = indices.add(multiply(arange(at.size()), matrices).reshape(at.size(), 1));
        }
        return flatten(indices, 0, 1);
    }
}
