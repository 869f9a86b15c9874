package lazuli.backend.cpu.attention;

import static lazuli.backend.cpu.memory.NativeMemory.getDouble;
import static lazuli.backend.cpu.memory.NativeMemory.setDouble;

/** One element of float64 after the other. */
final class DoubleLoopScores implements ScoreKernel {
    @Override
    public void multiply(long x, int length, double factor) {
        for (int i = 0; i < length; i++) {
            setDouble(x + 8L * i, getDouble(x + 8L * i) * factor);
        }
    }

    @Override
    public void add(long x, long addend, int length) {
        for (int i = 0; i < length; i++) {
            setDouble(x + 8L * i, getDouble(x + 8L * i) + getDouble(addend + 8L * i));
        }
    }

    @Override
    public double largest(long x, int length, double initial) {
        double largest = initial;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, getDouble(x + 8L * i));
        }
        return largest;
    }

    @Override
    public double exponentials(long x, int length, double subtrahend) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double y = Math.exp(getDouble(x + 8L * i) - subtrahend);
            setDouble(x + 8L * i, y);
            sum += y;
        }
        return sum;
    }

    @Override
    public void weights(long x, long subtrahends, int length) {
        for (int i = 0; i < length; i++) {
            setDouble(x + 8L * i, Math.exp(getDouble(x + 8L * i) - getDouble(subtrahends + 8L * i)));
        }
    }

    @Override
    public void slopes(long x, long weights, long deltas, int length) {
        for (int i = 0; i < length; i++) {
            setDouble(x + 8L * i, (getDouble(x + 8L * i) - getDouble(deltas + 8L * i)) * getDouble(weights + 8L * i));
        }
    }
}
