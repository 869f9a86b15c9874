package lazuli.backend.cpu.normalization;

import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

/** A row of float32, one element after the other. */
final class FloatLoopRow implements RowKernel {
    private final int lanes;

    /** Adds as vectors of {@code lanes} would, a power of two. */
    FloatLoopRow(int lanes) {
        this.lanes = lanes;
    }

    /** What a row is multiplied by. */
    static float scale(float squares, int length, double epsilon) {
        return (float) (1 / Math.sqrt((double) squares / length + epsilon));
    }

    @Override
    public void normalize(long x, long weight, long bias, long to, int rows, int length, Rule rule) {
        for (int row = 0; row < rows; row++) {
            long at = 4L * row * length;
            normalize(x + at, weight, bias, to + at, length, rule);
        }
    }

    private void normalize(long x, long weight, long bias, long to, int length, Rule rule) {
        float center = rule.centred() ? sum(x, length) / length : 0;
        float scale = scale(squares(x, center, length), length, rule.epsilon());
        for (long i = 0; i < (long) length * Float.BYTES; i += Float.BYTES) {
            setFloat(to + i, (getFloat(x + i) - center) * scale * getFloat(weight + i) + getFloat(bias + i));
        }
    }

    @Override
    public void gradient(
            long x, long weight, long dy, long dx, long weightSums, long biasSums, int rows, int length, Rule rule) {
        for (int row = 0; row < rows; row++) {
            long at = 4L * row * length;
            gradient(x + at, weight, dy + at, dx + at, weightSums, biasSums, length, rule);
        }
    }

    private void gradient(
            long x, long weight, long dy, long dx, long weightSums, long biasSums, int length, Rule rule) {
        float center = rule.centred() ? sum(x, length) / length : 0;
        float scale = scale(squares(x, center, length), length, rule.epsilon());
        float offset = rule.centred() ? dot(weight, dy, length) / length : 0;
        float slope = slope(x, center, scale, weight, dy, length) / length;
        for (long i = 0; i < (long) length * Float.BYTES; i += Float.BYTES) {
            float normalized = (getFloat(x + i) - center) * scale;
            float y = getFloat(dy + i);
            float result = (y * getFloat(weight + i) - offset - normalized * slope) * scale;
            setFloat(weightSums + i, getFloat(weightSums + i) + y * normalized);
            setFloat(biasSums + i, getFloat(biasSums + i) + y);
            setFloat(dx + i, result);
        }
    }

    private float sum(long x, int length) {
        float[] sums = new float[UNROLLED * lanes];
        int whole = length & -sums.length;
        for (int i = 0; i < whole; i++) {
            sums[i & sums.length - 1] += getFloat(x + 4L * i);
        }
        float sum = join(sums);
        for (int i = whole; i < length; i++) {
            sum += getFloat(x + 4L * i);
        }
        return sum;
    }

    private float squares(long x, float center, int length) {
        float[] sums = new float[UNROLLED * lanes];
        int whole = length & -sums.length;
        for (int i = 0; i < whole; i++) {
            float distance = getFloat(x + 4L * i) - center;
            sums[i & sums.length - 1] += distance * distance;
        }
        float sum = join(sums);
        for (int i = whole; i < length; i++) {
            float distance = getFloat(x + 4L * i) - center;
            sum += distance * distance;
        }
        return sum;
    }

    private float dot(long a, long b, int length) {
        float[] sums = new float[UNROLLED * lanes];
        int whole = length & -sums.length;
        for (int i = 0; i < whole; i++) {
            sums[i & sums.length - 1] += getFloat(a + 4L * i) * getFloat(b + 4L * i);
        }
        float sum = join(sums);
        for (int i = whole; i < length; i++) {
            sum += getFloat(a + 4L * i) * getFloat(b + 4L * i);
        }
        return sum;
    }

    private float slope(long x, float center, float scale, long weight, long dy, int length) {
        float[] sums = new float[UNROLLED * lanes];
        int whole = length & -sums.length;
        for (int i = 0; i < whole; i++) {
            sums[i & sums.length - 1] +=
                    (getFloat(x + 4L * i) - center) * scale * getFloat(weight + 4L * i) * getFloat(dy + 4L * i);
        }
        float sum = join(sums);
        for (int i = whole; i < length; i++) {
            sum += (getFloat(x + 4L * i) - center) * scale * getFloat(weight + 4L * i) * getFloat(dy + 4L * i);
        }
        return sum;
    }

    private float join(float[] sums) {
        float sum = 0;
        for (int i = 0; i < lanes; i++) {
            sum += sums[i] + sums[i + lanes] + (sums[i + 2 * lanes] + sums[i + 3 * lanes]);
        }
        return sum;
    }
}
