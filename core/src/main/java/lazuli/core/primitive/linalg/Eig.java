package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Indexing.takeAlongAxis;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Reductions.argmin;
import static lazuli.core.operation.Reductions.sum;
import static lazuli.core.operation.Shapes.expandDims;
import static lazuli.core.primitive.linalg.MatrixAlgebra.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
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
 * Eigenvalues in no particular order and, if asked for, eigenvectors of length 1, as columns, of square matrices; complex64.
 * Derivatives assume that no two eigenvalues are equal. A vector times a complex number of size 1 is another one: the derivative is that of
 * vectors that do not turn, and right for all that does not depend on the choice.
 */
public record Eig(boolean vectors) implements LinearAlgebraPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType a = inputs.getFirst();
        MatrixTypes.requireSquare(text(), a);
        MatrixTypes.requireRealOrComplex(text(), a);
        ArrayType values = new ArrayType(MatrixTypes.vectors(a.shape()), DType.COMPLEX64);
        return vectors ? List.of(values, a.with(DType.COMPLEX64)) : List.of(values);
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        kernels.eig(at.input(0), at.output(0), vectors ? at.output(1) : null);
    }

    /**
     * With E = V⁻¹ dA V: dw = diag(E), dV = V (E / (w_j - w_i)) off the diagonal, less what of it lies along each vector, so that lengths
     * stay 1.
     */
    private static List<Array> tangents(Array da, Array w, Array v) {
        Array e = matmul(matmul(inverse(v), da.astype(DType.COMPLEX64)), v);
        Array gap = subtract(expandDims(w, -2), expandDims(w, -1));
        Array dv = matmul(v, multiply(reciprocalOffDiagonal(gap), e));
        Array along = sum(multiply(conjugate(v), dv), new int[] {-2}, true);
        return List.of(diagonals(e), subtract(dv, multiply(v, along)));
    }

    private List<@Nullable Array> tangents(Array da, Array a, Array values, @Nullable Array eigenvectors) {
        if (eigenvectors != null) {
            return List.copyOf(tangents(da, values, eigenvectors));
        }
        List<Array> both = Nodes.all(new Eig(true), List.of(a));
        Array dw = tangents(da, both.get(0), both.get(1)).getFirst();
        // Computed without vectors, the values may be in another order.
        Array distance = abs(subtract(expandDims(values, -1), expandDims(both.get(0), -2)));
        return List.of(takeAlongAxis(dw, argmin(distance, -1), -1));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array v = vectors ? at.output(1) : null;
        return Linearization.vjp(at, da -> tangents(da, at.primal(0), at.output(0), v));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array v = vectors ? at.output(1) : null;
        return Linearization.jvp(at, da -> tangents(da, at.primal(0), at.output(0), v));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
