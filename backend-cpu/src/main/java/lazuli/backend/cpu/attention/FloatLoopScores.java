package lazuli.backend.cpu.attention;

import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

import lazuli.backend.cpu.math.FloatMath;

/** One element of float32 after the other. */
final class FloatLoopScores implements ScoreKernel {
    private final int lanes;

    /** Adds as a vector of {@code lanes} would, a power of two. */
    FloatLoopScores(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void multiply(long x, int length, double factor) {
        for (int i = 0; i < length; i++) {
            setFloat(x + 4L * i, getFloat(x + 4L * i) * (float) factor);
        }
    }

    @Override
    public void add(long x, long addend, int length) {
        for (int i = 0; i < length; i++) {
            setFloat(x + 4L * i, getFloat(x + 4L * i) + getFloat(addend + 4L * i));
        }
    }

    @Override
    public double largest(long x, int length, double initial) {
        float largest = (float) initial;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, getFloat(x + 4L * i));
        }
        return largest;
    }

    @Override
    public double exponentials(long x, int length, double subtrahend) {
        float[] sums = new float[lanes];
        int whole = length & -lanes;
        for (int i = 0; i < length; i++) {
            setFloat(x + 4L * i, FloatMath.exp(getFloat(x + 4L * i) - (float) subtrahend));
        }
        for (int i = 0; i < whole; i++) {
            sums[i & lanes - 1] += getFloat(x + 4L * i);
        }
        float sum = 0;
        for (float lane : sums) {
            sum += lane;
        }
        for (int i = whole; i < length; i++) {
            sum += getFloat(x + 4L * i);
        }
        return sum;
    }

    @Override
    public void weights(long x, long subtrahends, int length) {
        for (int i = 0; i < length; i++) {
            setFloat(x + 4L * i, FloatMath.exp(getFloat(x + 4L * i) - getFloat(subtrahends + 4L * i)));
        }
    }

    @Override
    public void slopes(long x, long weights, long deltas, int length) {
        for (int i = 0; i < length; i++) {
            setFloat(x + 4L * i, (getFloat(x + 4L * i) - getFloat(deltas + 4L * i)) * getFloat(weights + 4L * i));
        }
    }
}
