package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.LinearAlgebraPrimitive;
import org.jspecify.annotations.Nullable;

/** X of A X = B for square A (..., N, N) and B (..., N, K) of one batch; NaN where A is singular. */
public record Solve() implements LinearAlgebraPrimitive {
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
        kernels.solve(at.input(0), at.input(1), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array db = Nodes.of(this, Shapes.transposeLast(at.primal(0)), at.cotangent()); // dB = A⁻ᵀ dX
        return at.wanted(() -> negative(matmul(db, Shapes.transposeLast(at.output(0)))), () -> db); // dA = -dB Xᵀ
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array a = at.primal(0);
        return at.sum(
                da -> negative(Nodes.of(this, a, matmul(da, at.output(0)))), // dX = A⁻¹ (dB - dA X)
                db -> Nodes.of(this, a, db));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
