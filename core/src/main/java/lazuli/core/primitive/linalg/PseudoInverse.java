package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.primitive.linalg.MatrixAlgebra.adjoint;

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

/**
 * The Moore-Penrose inverse: V S⁺ Uᵀ by the singular value decomposition, of which values up to 10 max(M, N) epsilon of the largest count
 * as zero.
 */
public record PseudoInverse() implements LinearAlgebraPrimitive {
    @Override
    public String text() {
        return "pinv";
    }

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
        return List.of(a.with(MatrixTypes.resized(shape, shape.length(-1), shape.length(-2))));
    }

    @Override
    public void evalCpu(EvalContext at, CpuKernels kernels) {
        kernels.pseudoInverse(at.input(0), at.output(0));
    }

    /** dP = -P dA P + P Pᵀ dAᵀ (1 - A P) + (1 - P A) dAᵀ Pᵀ P, as long as the rank stays (Golub and Pereyra, 1973). */
    private static List<@Nullable Array> tangents(Array da, Array a, Array p) {
        Array dat = adjoint(da);
        Array pt = adjoint(p);
        Array left = matmul(p, matmul(pt, dat));
        Array right = matmul(matmul(dat, pt), p);
        Array outside = add(subtract(left, matmul(matmul(left, a), p)), subtract(right, matmul(p, matmul(a, right))));
        return List.of(subtract(outside, matmul(matmul(p, da), p)));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Linearization.vjp(at, da -> tangents(da, at.primal(0), at.output(0)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Linearization.jvp(at, da -> tangents(da, at.primal(0), at.output(0)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
