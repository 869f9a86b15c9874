package lazuli.backend.cpu;

import java.util.List;
import java.util.function.Supplier;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.linalg.Factorizations;
import lazuli.backend.cpu.linalg.MatrixBatch;
import lazuli.backend.cpu.linalg.RankCutoff;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** Sends batches of matrices to LAPACK or to Java, which also has those without elements. */
final class LinalgRouter {
    /** Multiplications of one matrix, relative to those of a product, that iterations take about. */
    private static final double ITERATIONS = 10;

    private final Provider provider;
    private final MatmulRouter matmul;

    LinalgRouter(Provider provider, MatmulRouter matmul) {
        this.provider = provider;
        this.matmul = matmul;
    }

    private Factorizations factorizations(Tensor matrices) {
        return LapackOrJava.by(provider, rank(matrices.shape()));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#cholesky}. */
    void cholesky(boolean upper, Tensor from, Tensor to) {
        int n = columns(from);
        direct(List.of(from), List.of(to), () -> factorizations(from).cholesky(to.dtype(), n, upper));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#solve}. */
    void solve(Tensor a, Tensor b, Tensor to) {
        direct(List.of(a, b), List.of(to), () -> factorizations(a).solve(to.dtype(), columns(a), columns(b)));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#solveTriangular}. */
    void solveTriangular(boolean upper, Tensor a, Tensor b, Tensor to) {
        direct(
                List.of(a, b),
                List.of(to),
                () -> factorizations(a).solveTriangular(to.dtype(), columns(a), columns(b), upper));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#luFactor}. */
    void lu(Tensor from, Tensor to, Tensor pivots, Tensor permutation) {
        direct(
                List.of(from),
                List.of(to, pivots, permutation),
                () -> factorizations(from).lu(from.dtype(), rows(from), columns(from)));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#qr}. */
    void qr(Tensor from, Tensor q, Tensor r) {
        direct(List.of(from), List.of(q, r), () -> factorizations(from).qr(from.dtype(), rows(from), columns(from)));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#eig}. */
    void eig(Tensor from, Tensor values, @Nullable Tensor vectors) {
        iterate(
                from,
                vectors == null ? List.of(values) : List.of(values, vectors),
                () -> factorizations(from).eig(from.dtype(), columns(from), vectors != null));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#eigh}. */
    void eigh(boolean upper, Tensor from, Tensor values, @Nullable Tensor vectors) {
        iterate(
                from,
                vectors == null ? List.of(values) : List.of(values, vectors),
                () -> factorizations(from).eigh(from.dtype(), columns(from), upper, vectors != null));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#singularValues}. */
    void singularValues(Tensor from, Tensor to) {
        iterate(from, List.of(to), () -> factorizations(from).singularValues(from.dtype(), rows(from), columns(from)));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#svd}. */
    void svd(Tensor from, Tensor u, Tensor s, Tensor vt) {
        Shape shape = from.shape();
        boolean complete = columns(u) > rank(shape) || rows(vt) > rank(shape);
        iterate(
                from,
                List.of(u, s, vt),
                () -> factorizations(from).svd(from.dtype(), rows(from), columns(from), complete));
    }

    /** See {@link lazuli.core.backend.LinearAlgebraKernels#pseudoInverse}. */
    void pseudoInverse(Tensor from, Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        Shape shape = from.shape();
        int rank = rank(shape);
        double epsilon = from.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
        try (Operands operands = new Operands()) {
            Tensor u = operands.scratch(from.dtype(), shape.with(-1, rank));
            Tensor s = operands.scratch(
                    from.dtype(), shape.remove(shape.rank() - 1).with(-1, rank));
            Tensor vt = operands.scratch(from.dtype(), shape.with(-2, rank));
            svd(from, u, s, vt);
            RankCutoff.scale(s, vt, 10 * Math.max(rows(from), columns(from)) * epsilon);
            matmul.multiply(transposed(vt), transposed(u), to);
        }
    }

    private static Tensor transposed(Tensor x) {
        int rank = x.shape().rank();
        long[] strides = x.strides().clone();
        strides[rank - 1] = x.strides()[rank - 2];
        strides[rank - 2] = x.strides()[rank - 1];
        return x.view(x.shape().with(-1, rows(x)).with(-2, columns(x)), strides, x.offset());
    }

    private void direct(List<Tensor> inputs, List<Tensor> outputs, Supplier<Factorization> factorization) {
        Tensor last = inputs.getLast();
        run(
                inputs,
                outputs,
                false,
                (double) rank(inputs.getFirst().shape()) * rows(last) * columns(last),
                factorization);
    }

    private void iterate(Tensor from, List<Tensor> outputs, Supplier<Factorization> factorization) {
        double work = ITERATIONS * rank(from.shape()) * rows(from) * columns(from);
        run(List.of(from), outputs, true, work, factorization);
    }

    private void run(
            List<Tensor> inputs,
            List<Tensor> outputs,
            boolean needsFinite,
            double work,
            Supplier<Factorization> factorization) {
        if (outputs.stream().allMatch(output -> output.shape().size() == 0)) {
            return;
        }
        try (Operands operands = new Operands()) {
            List<Tensor> dense = inputs.stream().map(operands::rowMajor).toList();
            new MatrixBatch(dense, outputs, needsFinite, work).run(factorization);
        }
    }

    private static int rows(Tensor x) {
        return x.shape().length(-2);
    }

    private static int columns(Tensor x) {
        return x.shape().length(-1);
    }

    private static int rank(Shape shape) {
        return Math.min(shape.length(-2), shape.length(-1));
    }
}
