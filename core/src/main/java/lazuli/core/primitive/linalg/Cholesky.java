package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Diagonals.triangle;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.primitive.linalg.MatrixAlgebra.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.LinearAlgebraPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * The triangular L of A = L Lᵀ, or U of A = Uᵀ U. That triangle of A is read; derivatives take A as symmetric, and give symmetric
 * cotangents.
 */
public record Cholesky(boolean upper) implements LinearAlgebraPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOne(this, inputs);
        MatrixTypes.requireSquare(text(), inputs.getFirst());
        MatrixTypes.requireReal(text(), inputs.getFirst());
        return inputs;
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        kernels.cholesky(upper, at.input(0), at.output(0));
    }

    /** dL = L phi(L⁻¹ dA L⁻ᵀ), phi taking the lower triangle with half the diagonal (Murray, 2016). */
    private List<@Nullable Array> tangents(Array da, Array output) {
        Array l = upper ? adjoint(output) : output;
        Array inner = solveRight(true, adjoint(l), solveLeft(false, l, hermitianPart(da)));
        int n = l.shape().length(-1);
        DType dtype = l.dtype();
        Array half = subtract(triangle(n, n, 0, dtype), multiply(unit(n, dtype), 0.5));
        Array dl = matmul(l, multiply(inner, half));
        return List.of(upper ? adjoint(dl) : dl);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Linearization.vjp(at, da -> tangents(da, at.output(0)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Linearization.jvp(at, da -> tangents(da, at.output(0)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
