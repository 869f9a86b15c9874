package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** Substitution. */
final class JavaSolveTriangular implements Factorization {
    private final DType dtype;
    private final int n;
    private final int columns;
    private final boolean upper;
    private final double[] a;
    private final double[] b;

    JavaSolveTriangular(DType dtype, int n, int columns, boolean upper) {
        this.dtype = dtype;
        this.n = n;
        this.columns = columns;
        this.upper = upper;
        a = new double[Math.multiplyExact(n, n)];
        b = new double[Math.multiplyExact(n, columns)];
    }

    @Override
    public boolean compute(long... operands) {
        MatrixElements.load(dtype, operands[0], a, a.length);
        MatrixElements.load(dtype, operands[1], b, b.length);
        if (upper) {
            Triangles.solveUpper(a, b, n, columns);
        } else {
            Triangles.solveLower(a, b, n, columns, false);
        }
        MatrixElements.store(dtype, b, operands[2], b.length);
        return true;
    }
}
