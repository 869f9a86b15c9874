package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Shapes.expandDims;
import static lazuli.core.primitive.linalg.MatrixAlgebra.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.LinearAlgebraPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues w in ascending order and, if asked for, orthonormal eigenvectors, the columns of V, of symmetric or Hermitian matrices, of
 * which one triangle is read. Derivatives take the matrices as Hermitian, and V's assume that no two eigenvalues are equal.
 */
public record Eigh(boolean upper, boolean vectors) implements LinearAlgebraPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType a = inputs.getFirst();
        MatrixTypes.requireSquare(text(), a);
        MatrixTypes.requireRealOrComplex(text(), a);
        ArrayType values = new ArrayType(MatrixTypes.vectors(a.shape()), MatrixTypes.realType(a.dtype()));
        return vectors ? List.of(values, a) : List.of(values);
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        kernels.eigh(upper, at.input(0), at.output(0), vectors ? at.output(1) : null);
    }

    /** With E = Vᴴ dA V: dw = diag(E), dV = V (E / (w_j - w_i)) off the diagonal. */
    private List<@Nullable Array> tangents(Array da, Array w, Array v) {
        Array e = matmul(matmul(adjoint(v), hermitianPart(da)), v);
        Array dw = real(diagonals(e));
        if (!vectors) {
            return List.of(dw);
        }
        Array gap = subtract(expandDims(w, -2), expandDims(w, -1));
        return List.of(dw, matmul(v, multiply(reciprocalOffDiagonal(gap), e)));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array v = vectors ? at.output(1) : decomposed(at.primal(0));
        return Linearization.vjp(at, da -> tangents(da, at.output(0), v));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array v = vectors ? at.output(1) : decomposed(at.primal(0));
        return Linearization.jvp(at, da -> tangents(da, at.output(0), v));
    }

    private Array decomposed(Array a) {
        return Nodes.all(new Eigh(upper, true), List.of(a)).get(1);
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
