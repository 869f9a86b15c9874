package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** Linear systems by LU factors. */
final class JavaSolve implements Factorization {
    private final DType dtype;
    private final int n;
    private final int columns;
    private final double[] a;
    private final double[] b;

    JavaSolve(DType dtype, int n, int columns) {
        this.dtype = dtype;
        this.n = n;
        this.columns = columns;
        a = new double[Math.multiplyExact(n, n)];
        b = new double[Math.multiplyExact(n, columns)];
    }

    @Override
    public boolean compute(long... operands) {
        MatrixElements.load(dtype, operands[0], a, a.length);
        MatrixElements.load(dtype, operands[1], b, b.length);
        int[] pivots = PivotedLu.factor(a, n, n);
        for (int i = 0; i < n; i++) {
            if (a[i * n + i] == 0) {
                return false;
            }
            PivotedLu.exchange(b, i, pivots[i], columns);
        }
        Triangles.solveLower(a, b, n, columns, true);
        Triangles.solveUpper(a, b, n, columns);
        MatrixElements.store(dtype, b, operands[2], b.length);
        return true;
    }
}
