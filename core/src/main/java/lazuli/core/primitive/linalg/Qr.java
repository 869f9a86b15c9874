package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Diagonals.lower;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.primitive.linalg.MatrixAlgebra.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.LinearAlgebraPrimitive;
import org.jspecify.annotations.Nullable;

/** A = Q R with K = min(M, N) orthonormal columns in Q (M, K) and R (K, N) upper triangular. Derivatives assume the full rank K. */
public record Qr() implements LinearAlgebraPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType a = inputs.getFirst();
        MatrixTypes.requireMatrix(text(), a);
        MatrixTypes.requireReal(text(), a);
        Shape shape = a.shape();
        int rank = MatrixTypes.rank(shape);
        return List.of(a.with(shape.with(-1, rank)), a.with(shape.with(-2, rank)));
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        kernels.qr(at.input(0), at.output(0), at.output(1));
    }

    /**
     * With the leading square block R₁, C = Qᵀ dA₁ R₁⁻¹ and the antisymmetric W of C's lower triangle: dQ = Q W + (dA₁ R₁⁻¹ - Q C), dR₁ =
     * (C - W) R₁, and for the columns beyond, dR₂ = Qᵀ dA₂ - W R₂.
     */
    private static List<@Nullable Array> tangents(Array da, Array q, Array r) {
        int n = r.shape().length(-1);
        int k = r.shape().length(-2);
        Array r1 = columns(r, 0, k);
        Array scaled = solveRight(true, r1, columns(da, 0, k));
        Array c = matmul(adjoint(q), scaled);
        Array lower = lower(c, -1);
        Array w = subtract(lower, adjoint(lower));
        Array dq = add(matmul(q, w), subtract(scaled, matmul(q, c)));
        Array dr = matmul(subtract(c, w), r1);
        if (n > k) {
            Array rest = subtract(matmul(adjoint(q), columns(da, k, n)), matmul(w, columns(r, k, n)));
            dr = beside(dr, rest);
        }
        return List.of(dq, dr);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Linearization.vjp(at, da -> tangents(da, at.output(0), at.output(1)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Linearization.jvp(at, da -> tangents(da, at.output(0), at.output(1)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
