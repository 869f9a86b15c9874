package lazuli.backend.cpu.normalization;

import static lazuli.backend.cpu.memory.NativeMemory.getDouble;
import static lazuli.backend.cpu.memory.NativeMemory.setDouble;

/** A row of float64, one element after the other. */
final class DoubleLoopRow implements RowKernel {
    private static double scale(long x, double center, int length, Rule rule) {
        double squares = 0;
        for (int i = 0; i < length; i++) {
            double distance = getDouble(x + 8L * i) - center;
            squares += distance * distance;
        }
        return 1 / Math.sqrt(squares / length + rule.epsilon());
    }

    private static double center(long x, int length, Rule rule) {
        if (!rule.centred()) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += getDouble(x + 8L * i);
        }
        return sum / length;
    }

    @Override
    public void normalize(long x, long weight, long bias, long to, int rows, int length, Rule rule) {
        for (int row = 0; row < rows; row++) {
            long at = 8L * row * length;
            normalize(x + at, weight, bias, to + at, length, rule);
        }
    }

    private static void normalize(long x, long weight, long bias, long to, int length, Rule rule) {
        double center = center(x, length, rule);
        double scale = scale(x, center, length, rule);
        for (long i = 0; i < 8L * length; i += Double.BYTES) {
            setDouble(to + i, (getDouble(x + i) - center) * scale * getDouble(weight + i) + getDouble(bias + i));
        }
    }

    @Override
    public void gradient(
            long x, long weight, long dy, long dx, long weightSums, long biasSums, int rows, int length, Rule rule) {
        for (int row = 0; row < rows; row++) {
            long at = 8L * row * length;
            gradient(x + at, weight, dy + at, dx + at, weightSums, biasSums, length, rule);
        }
    }

    private static void gradient(
            long x, long weight, long dy, long dx, long weightSums, long biasSums, int length, Rule rule) {
        double center = center(x, length, rule);
        double scale = scale(x, center, length, rule);
        double offset = 0;
        double slope = 0;
        for (long i = 0; i < 8L * length; i += Double.BYTES) {
            double product = getDouble(weight + i) * getDouble(dy + i);
            offset += product;
            slope += (getDouble(x + i) - center) * scale * product;
        }
        offset = rule.centred() ? offset / length : 0;
        slope /= length;
        for (long i = 0; i < 8L * length; i += Double.BYTES) {
            double normalized = (getDouble(x + i) - center) * scale;
            double y = getDouble(dy + i);
            double result = (y * getDouble(weight + i) - offset - normalized * slope) * scale;
            setDouble(weightSums + i, getDouble(weightSums + i) + y * normalized);
            setDouble(biasSums + i, getDouble(biasSums + i) + y);
            setDouble(dx + i, result);
        }
    }
}
