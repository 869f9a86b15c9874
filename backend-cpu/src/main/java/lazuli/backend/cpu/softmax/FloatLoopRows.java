package lazuli.backend.cpu.softmax;

import lazuli.backend.cpu.math.FloatMath;
import lazuli.backend.cpu.memory.NativeMemory;

/** One element of float32 after the other. */
final class FloatLoopRows extends SeparateRows {
    private final int lanes;

    /** Adds as a vector of {@code lanes} would, a power of two. */
    FloatLoopRows(int lanes) {
        super(Float.BYTES);
        this.lanes = lanes;
    }

    @Override
    void softmax(long x, long to, int length) {
        float largest = largest(x, length);
        for (long i = 0; i < length; i++) {
            NativeMemory.setFloat(
                    to + i * Float.BYTES, FloatMath.exp(NativeMemory.getFloat(x + i * Float.BYTES) - largest));
        }
        float factor = 1 / sum(to, length);
        for (long i = 0; i < length; i++) {
            NativeMemory.setFloat(to + i * Float.BYTES, NativeMemory.getFloat(to + i * Float.BYTES) * factor);
        }
    }

    @Override
    void logSoftmax(long x, long to, int length) {
        float largest = largest(x, length);
        float logarithm = (float) logOfSum(x, length, largest);
        for (long i = 0; i < length; i++) {
            float y = NativeMemory.getFloat(x + i * Float.BYTES) - largest - logarithm;
            NativeMemory.setFloat(to + i * Float.BYTES, y);
        }
    }

    @Override
    void logSumExp(long x, long to, int length) {
        float largest = largest(x, length);
        NativeMemory.setFloat(to, (float) (largest + logOfSum(x, length, largest)));
    }

    private double logOfSum(long x, int length, float largest) {
        float[] sums = new float[lanes];
        int whole = length & -lanes;
        for (int i = 0; i < whole; i++) {
            sums[i & lanes - 1] += FloatMath.exp(NativeMemory.getFloat(x + (long) i * Float.BYTES) - largest);
        }
        float sum = join(sums);
        for (int i = whole; i < length; i++) {
            sum += FloatMath.exp(NativeMemory.getFloat(x + (long) i * Float.BYTES) - largest);
        }
        return logOfSum(sum, largest);
    }

    /** The logarithm of a sum of exponentials of differences from the largest; 0 beside an infinity. */
    static double logOfSum(float sum, float largest) {
        return Float.isInfinite(largest) ? 0 : Math.log(sum);
    }

    private static float largest(long x, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (long i = 0; i < length; i++) {
            largest = Math.max(largest, NativeMemory.getFloat(x + i * Float.BYTES));
        }
        return largest;
    }

    private float sum(long x, int length) {
        float[] sums = new float[lanes];
        int whole = length & -lanes;
        for (int i = 0; i < whole; i++) {
            sums[i & lanes - 1] += NativeMemory.getFloat(x + (long) i * Float.BYTES);
        }
        float sum = join(sums);
        for (int i = whole; i < length; i++) {
            sum += NativeMemory.getFloat(x + (long) i * Float.BYTES);
        }
        return sum;
    }

    /** Adds the upper half of a vector's lanes to the lower one until one is left, which stands for all. */
    static float join(float[] lanes) {
        for (int half = lanes.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }
}
