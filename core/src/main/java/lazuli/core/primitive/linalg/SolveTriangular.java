package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.operation.Diagonals;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.LinearAlgebraPrimitive;
import org.jspecify.annotations.Nullable;

/** X of A X = B, of A (..., N, N) only one triangle being read, for B (..., N, K) of the same batch. */
public record SolveTriangular(boolean upper) implements LinearAlgebraPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        MatrixTypes.requireSystem(text(), inputs.get(0), inputs.get(1));
        return List.of(inputs.get(1));
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        kernels.solveTriangular(upper, at.input(0), at.input(1), at.output(0));
    }

    private Array triangle(Array x) {
        return upper ? Diagonals.upper(x, 0) : Diagonals.lower(x, 0);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array db = Nodes.of(new SolveTriangular(!upper), Shapes.transposeLast(at.primal(0)), at.cotangent());
        return at.wanted(() -> triangle(negative(matmul(db, Shapes.transposeLast(at.output(0))))), () -> db);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array a = at.primal(0);
        return at.sum(
                da -> negative(Nodes.of(this, a, matmul(triangle(da), at.output(0)))), db -> Nodes.of(this, a, db));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
