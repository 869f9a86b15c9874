package lazuli.backend.cpu.softmax;

import lazuli.backend.cpu.memory.NativeMemory;

/** One element of float64 after the other. */
final class DoubleLoopRows extends SeparateRows {
    DoubleLoopRows() {
        super(Double.BYTES);
    }

    @Override
    void softmax(long x, long to, int length) {
        double largest = largest(x, length);
        double sum = 0;
        for (long i = 0; i < length; i++) {
            double y = Math.exp(NativeMemory.getDouble(x + i * Double.BYTES) - largest);
            NativeMemory.setDouble(to + i * Double.BYTES, y);
            sum += y;
        }
        for (long i = 0; i < length; i++) {
            NativeMemory.setDouble(to + i * Double.BYTES, NativeMemory.getDouble(to + i * Double.BYTES) / sum);
        }
    }

    @Override
    void logSoftmax(long x, long to, int length) {
        double largest = largest(x, length);
        double logarithm = logOfSum(x, length, largest);
        for (long i = 0; i < length; i++) {
            double y = NativeMemory.getDouble(x + i * Double.BYTES) - largest - logarithm;
            NativeMemory.setDouble(to + i * Double.BYTES, y);
        }
    }

    @Override
    void logSumExp(long x, long to, int length) {
        double largest = largest(x, length);
        NativeMemory.setDouble(to, largest + logOfSum(x, length, largest));
    }

    /** log(sum(exp(x - largest))); 0 beside an infinity. */
    private static double logOfSum(long x, int length, double largest) {
        if (Double.isInfinite(largest)) {
            return 0;
        }
        double sum = 0;
        for (long i = 0; i < length; i++) {
            sum += Math.exp(NativeMemory.getDouble(x + i * Double.BYTES) - largest);
        }
        return Math.log(sum);
    }

    private static double largest(long x, int length) {
        double largest = Double.NEGATIVE_INFINITY;
        for (long i = 0; i < length; i++) {
            largest = Math.max(largest, NativeMemory.getDouble(x + i * Double.BYTES));
        }
        return largest;
    }
}
