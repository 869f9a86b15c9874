package lazuli.backend.cpu.softmax;

/** One row after the other. */
abstract class SeparateRows implements RowKernel {
    private final int elementBytes;

    SeparateRows(int elementBytes) {
        this.elementBytes = elementBytes;
    }

    /** {@link RowKernel#softmax} of one row. */
    abstract void softmax(long x, long to, int length);

    /** {@link RowKernel#logSoftmax} of one row. */
    abstract void logSoftmax(long x, long to, int length);

    /** {@link RowKernel#logSumExp} of one row. */
    abstract void logSumExp(long x, long to, int length);

    @Override
    public final void softmax(long x, long to, int rows, int length) {
        for (int row = 0; row < rows; row++) {
            softmax(x + at(row, length), to + at(row, length), length);
        }
    }

    @Override
    public final void logSoftmax(long x, long to, int rows, int length) {
        for (int row = 0; row < rows; row++) {
            logSoftmax(x + at(row, length), to + at(row, length), length);
        }
    }

    @Override
    public final void logSumExp(long x, long to, int rows, int length) {
        for (int row = 0; row < rows; row++) {
            logSumExp(x + at(row, length), to + at(row, 1), length);
        }
    }

    private long at(int row, int length) {
        return (long) row * length * elementBytes;
    }
}
