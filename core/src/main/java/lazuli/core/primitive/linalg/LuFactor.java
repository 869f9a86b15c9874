package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Diagonals.lower;
import static lazuli.core.operation.Diagonals.upper;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Indexing.takeAlongAxis;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Shapes.broadcastTo;
import static lazuli.core.operation.Shapes.expandDims;
import static lazuli.core.primitive.linalg.MatrixAlgebra.*;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
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

/**
 * A[p] = L U with rows exchanged for the largest pivot: L, whose diagonal of ones is left out, and U in one array (M, N), the row that
 * each of the min(M, N) steps exchanged its own with, and p (M).
 */
public record LuFactor() implements LinearAlgebraPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType a = inputs.getFirst();
        MatrixTypes.requireMatrix(text(), a);
        MatrixTypes.requireReal(text(), a);
        Shape pivots = MatrixTypes.vectors(a.shape(), MatrixTypes.rank(a.shape()));
        return List.of(
                a, new ArrayType(pivots, DType.UINT32), new ArrayType(MatrixTypes.vectors(a.shape()), DType.UINT32));
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        kernels.luFactor(at.input(0), at.output(0), at.output(1), at.output(2));
    }

    /**
     * With the leading square blocks L₁ and U₁ and M = L₁⁻¹ dA[p]₁₁ U₁⁻¹: dL₁ = L₁ lower(M), dU₁ = upper(M) U₁, and what is left of L or
     * U follows from the rest of dA[p] = dL U + L dU.
     */
    private static List<@Nullable Array> tangents(Array da, Array lu, Array permutation) {
        int m = lu.shape().length(-2);
        int n = lu.shape().length(-1);
        int k = Math.min(m, n);
        Array dap = takeAlongAxis(
                da, broadcastTo(expandDims(permutation, -1), da.shape().toArray()), -2);
        Array square = columns(rows(lu, 0, k), 0, k);
        Array l = add(lower(square, -1), unit(k, lu.dtype()));
        Array u = upper(square, 0);
        Array inner = solveRight(true, u, solveLeft(false, l, columns(rows(dap, 0, k), 0, k)));
        Array dl = matmul(l, lower(inner, -1));
        Array du = matmul(upper(inner, 0), u);
        Array dlu = add(dl, du);
        if (m > k) {
            Array rest = subtract(rows(dap, k, m), matmul(rows(lu, k, m), du));
            dlu = above(dlu, solveRight(true, u, rest));
        } else if (n > k) {
            Array rest = subtract(columns(dap, k, n), matmul(dl, columns(lu, k, n)));
            dlu = beside(dlu, solveLeft(false, l, rest));
        }
        return Arrays.asList(dlu, null, null);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Linearization.vjp(at, da -> tangents(da, at.output(0), at.output(2)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Linearization.jvp(at, da -> tangents(da, at.output(0), at.output(2)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
