package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Execution;
import org.jspecify.annotations.Nullable;

/** Eigenvalues in no particular order and, if asked for, eigenvectors of length 1, as columns, of square matrices; complex64. */
public record Eig(boolean vectors) implements Primitive {
    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType a = inputs.getFirst();
        MatrixTypes.requireSquare(text(), a);
        MatrixTypes.requireRealOrComplex(text(), a);
        ArrayType values = new ArrayType(MatrixTypes.vectors(a.shape()), DType.COMPLEX64);
        return vectors ? List.of(values, a.with(DType.COMPLEX64)) : List.of(values);
    }

    @Override
    public void evalCpu(Execution at, CpuKernels kernels) {
        kernels.eig(at.input(0), at.output(0), vectors ? at.output(1) : null);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        throw notDifferentiable();
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        throw notDifferentiable();
    }

    private static UnsupportedOperationException notDifferentiable() {
        return new UnsupportedOperationException(
                "[eig] eigenvalues of general matrices have no derivative here; eigh's have");
    }

    @Override
    public Batched vmap(Batching at) {
        return at.apply(this);
    }
}
