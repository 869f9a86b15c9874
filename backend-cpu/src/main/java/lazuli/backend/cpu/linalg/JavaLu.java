package lazuli.backend.cpu.linalg;

import lazuli.core.DType;

/** LU factors in Java. */
final class JavaLu implements Factorization {
    private final DType dtype;
    private final int rows;
    private final int columns;
    private final double[] a;

    JavaLu(DType dtype, int rows, int columns) {
        this.dtype = dtype;
        this.rows = rows;
        this.columns = columns;
        a = new double[Math.multiplyExact(rows, columns)];
    }

    @Override
    public boolean compute(long... operands) {
        MatrixElements.load(dtype, operands[0], a, a.length);
        int[] pivots = PivotedLu.factor(a, rows, columns);
        MatrixElements.store(dtype, a, operands[1], a.length);
        Pivots.store(pivots, rows, operands[2], operands[3]);
        return true;
    }
}
