package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Shapes.expandDims;
import static lazuli.core.primitive.linalg.MatrixAlgebra.*;

import java.util.List;
import java.util.function.IntFunction;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
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
 * A = U diag(s) Vᴴ with s descending. Derivatives of U and V assume that no two singular values are equal, and, where A is not square,
 * that none is zero; columns that belong to no singular value turn only as far as the others make them.
 */
public record Svd(Form form) implements LinearAlgebraPrimitive {
    /** What is computed. */
    public enum Form {
        /** The singular values alone. */
        VALUES,
        /** U (M, K), s (K), Vᴴ (K, N) for K = min(M, N). */
        REDUCED,
        /** U (M, M), s (K), Vᴴ (N, N). */
        COMPLETE
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType a = inputs.getFirst();
        MatrixTypes.requireMatrix(text(), a);
        MatrixTypes.requireRealOrComplex(text(), a);
        Shape shape = a.shape();
        int rank = MatrixTypes.rank(shape);
        int rows = shape.length(-2);
        int columns = shape.length(-1);
        ArrayType s = new ArrayType(MatrixTypes.vectors(shape, rank), MatrixTypes.realType(a.dtype()));
        return switch (form) {
            case VALUES -> List.of(s);
            case REDUCED -> List.of(a.with(shape.with(-1, rank)), s, a.with(shape.with(-2, rank)));
            case COMPLETE ->
                List.of(
                        a.with(MatrixTypes.resized(shape, rows, rows)),
                        s,
                        a.with(MatrixTypes.resized(shape, columns, columns)));
        };
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        switch (form) {
            case VALUES -> kernels.singularValues(at.input(0), at.output(0));
            case REDUCED, COMPLETE -> kernels.svd(at.input(0), at.output(0), at.output(1), at.output(2));
        }
    }

    private Linearization.Formula formula(Array a, IntFunction<Array> output) {
        return switch (form) {
            case VALUES -> {
                List<Array> reduced = Nodes.all(new Svd(Form.REDUCED), List.of(a));
                yield da -> List.of(real(diagonals(inner(da, reduced.get(0), adjoint(reduced.get(2))))));
            }
            case REDUCED, COMPLETE -> da -> tangents(da, output.apply(0), output.apply(1), adjoint(output.apply(2)));
        };
    }

    private static Array inner(Array da, Array u, Array v) {
        return matmul(matmul(adjoint(u), da), v);
    }

    /**
     * With P = Uᴴ dA V and F_ij = 1 / (s_j² - s_i²) off the diagonal: ds = diag(P), dU = U (F (P s + s Pᴴ)) + (1 - U Uᴴ) dA V / s, dV = V (F
     * (s P + Pᴴ s)) + (1 - V Vᴴ) dAᴴ U / s. Of the phases that a complex A leaves open, those of V stay.
     */
    private static List<@Nullable Array> tangents(Array da, Array u, Array s, Array v) {
        int rank = s.shape().length(-1);
        Array u1 = columns(u, 0, rank);
        Array v1 = columns(v, 0, rank);
        Array row = expandDims(s, -2);
        Array column = expandDims(s, -1);
        Array p = inner(da, u1, v1);
        Array pt = adjoint(p);
        Array f = reciprocalOffDiagonal(multiply(subtract(row, column), add(row, column)));
        Array turnU = multiply(f, add(multiply(p, row), multiply(column, pt)));
        if (p.dtype() == DType.COMPLEX64) {
            Array phase = divide(multiply(subtract(p, pt), 0.5), row);
            turnU = add(turnU, multiply(phase, unit(rank, s.dtype())));
        }
        Array du = matmul(u1, turnU);
        Array dv = matmul(v1, multiply(f, add(multiply(column, p), multiply(pt, row))));
        if (da.shape().length(-2) > rank) {
            du = add(du, divide(subtract(matmul(da, v1), matmul(u1, p)), row));
        }
        if (da.shape().length(-1) > rank) {
            dv = add(dv, divide(subtract(matmul(adjoint(da), u1), matmul(v1, pt)), row));
        }
        return List.of(completed(du, u, u1), real(diagonals(p)), adjoint(completed(dv, v, v1)));
    }

    /** What turns into the columns beyond the first must turn out of them. */
    private static Array completed(Array tangent, Array all, Array first) {
        int known = first.shape().length(-1);
        int count = all.shape().length(-1);
        return count == known
                ? tangent
                : beside(tangent, negative(matmul(first, matmul(adjoint(tangent), columns(all, known, count)))));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Linearization.vjp(at, formula(at.primal(0), at::output));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Linearization.jvp(at, formula(at.primal(0), at::output));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
