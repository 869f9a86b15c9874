package lazuli.backend.cpu.normalization;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;
import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A row of float32 in vectors; loaded only where the Vector API is. */
final class FloatVectorRow implements RowKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long BYTES = SPECIES.vectorByteSize();

    static int lanes() {
        return SPECIES.length();
    }

    private static long unrolledBytes(int length) {
        return (length - length % (UNROLLED * SPECIES.length())) * (long) Float.BYTES;
    }

    @Override
    public void normalize(long x, long weight, long bias, long to, int length, Rule rule) {
        float center = rule.centred() ? sum(x, length) / length : 0;
        float scale = FloatLoopRow.scale(squares(x, center, length), length, rule.epsilon());
        long end = (long) length * Float.BYTES;
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        FloatVector centers = FloatVector.broadcast(SPECIES, center);
        FloatVector scales = FloatVector.broadcast(SPECIES, scale);
        for (long i = 0; i < whole; i += BYTES) {
            load(x + i)
                    .sub(centers)
                    .mul(scales)
                    .mul(load(weight + i))
                    .add(load(bias + i))
                    .intoMemorySegment(ALL, to + i, ORDER);
        }
        for (long i = whole; i < end; i += Float.BYTES) {
            setFloat(to + i, (getFloat(x + i) - center) * scale * getFloat(weight + i) + getFloat(bias + i));
        }
    }

    private static float sum(long x, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        long whole = unrolledBytes(length);
        for (long i = 0; i < whole; i += UNROLLED * BYTES) {
            sum0 = sum0.add(load(x + i));
            sum1 = sum1.add(load(x + i + BYTES));
            sum2 = sum2.add(load(x + i + 2 * BYTES));
            sum3 = sum3.add(load(x + i + 3 * BYTES));
        }
        float sum = join(sum0, sum1, sum2, sum3);
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            sum += getFloat(x + i);
        }
        return sum;
    }

    private static float squares(long x, float center, int length) {
        FloatVector centers = FloatVector.broadcast(SPECIES, center);
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        long whole = unrolledBytes(length);
        for (long i = 0; i < whole; i += UNROLLED * BYTES) {
            FloatVector x0 = load(x + i).sub(centers);
            FloatVector x1 = load(x + i + BYTES).sub(centers);
            FloatVector x2 = load(x + i + 2 * BYTES).sub(centers);
            FloatVector x3 = load(x + i + 3 * BYTES).sub(centers);
            sum0 = x0.mul(x0).add(sum0);
            sum1 = x1.mul(x1).add(sum1);
            sum2 = x2.mul(x2).add(sum2);
            sum3 = x3.mul(x3).add(sum3);
        }
        float sum = join(sum0, sum1, sum2, sum3);
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            float distance = getFloat(x + i) - center;
            sum += distance * distance;
        }
        return sum;
    }

    @Override
    public void gradient(long x, long weight, long dy, long dx, long weightSums, long biasSums, int length, Rule rule) {
        float center = rule.centred() ? sum(x, length) / length : 0;
        float scale = FloatLoopRow.scale(squares(x, center, length), length, rule.epsilon());
        float offset = rule.centred() ? dot(weight, dy, length) / length : 0;
        float slope = slope(x, center, scale, weight, dy, length) / length;
        By by = new By(center, scale, offset, slope);
        gradient(x, weight, dy, dx, length, by);
        addTo(x, dy, weightSums, biasSums, length, by);
    }

    /** A row's center, its scale, the mean of its weighted cotangents and of these times the normalized elements. */
    private record By(float center, float scale, float offset, float slope) {}

    // C2 gives up on inlining vectors in a method that has too much of them, so each loop is a method.

    private static void gradient(long x, long weight, long dy, long dx, int length, By by) {
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        FloatVector centers = FloatVector.broadcast(SPECIES, by.center());
        FloatVector scales = FloatVector.broadcast(SPECIES, by.scale());
        FloatVector offsets = FloatVector.broadcast(SPECIES, by.offset());
        FloatVector slopes = FloatVector.broadcast(SPECIES, by.slope());
        for (long i = 0; i < whole; i += BYTES) {
            FloatVector away = load(x + i).sub(centers).mul(scales).mul(slopes);
            FloatVector g = load(dy + i).mul(load(weight + i));
            g.sub(offsets).sub(away).mul(scales).intoMemorySegment(ALL, dx + i, ORDER);
        }
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            float normalized = (getFloat(x + i) - by.center()) * by.scale();
            float g = getFloat(dy + i) * getFloat(weight + i);
            setFloat(dx + i, (g - by.offset() - normalized * by.slope()) * by.scale());
        }
    }

    private static void addTo(long x, long dy, long weightSums, long biasSums, int length, By by) {
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        FloatVector centers = FloatVector.broadcast(SPECIES, by.center());
        FloatVector scales = FloatVector.broadcast(SPECIES, by.scale());
        for (long i = 0; i < whole; i += BYTES) {
            FloatVector normalized = load(x + i).sub(centers).mul(scales);
            FloatVector y = load(dy + i);
            load(weightSums + i).add(y.mul(normalized)).intoMemorySegment(ALL, weightSums + i, ORDER);
            load(biasSums + i).add(y).intoMemorySegment(ALL, biasSums + i, ORDER);
        }
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            float normalized = (getFloat(x + i) - by.center()) * by.scale();
            setFloat(weightSums + i, getFloat(weightSums + i) + getFloat(dy + i) * normalized);
            setFloat(biasSums + i, getFloat(biasSums + i) + getFloat(dy + i));
        }
    }

    private static float dot(long a, long b, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        long whole = unrolledBytes(length);
        for (long i = 0; i < whole; i += UNROLLED * BYTES) {
            sum0 = load(a + i).mul(load(b + i)).add(sum0);
            sum1 = load(a + i + BYTES).mul(load(b + i + BYTES)).add(sum1);
            sum2 = load(a + i + 2 * BYTES).mul(load(b + i + 2 * BYTES)).add(sum2);
            sum3 = load(a + i + 3 * BYTES).mul(load(b + i + 3 * BYTES)).add(sum3);
        }
        float sum = join(sum0, sum1, sum2, sum3);
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            sum += getFloat(a + i) * getFloat(b + i);
        }
        return sum;
    }

    private static float slope(long x, float center, float scale, long weight, long dy, int length) {
        FloatVector centers = FloatVector.broadcast(SPECIES, center);
        FloatVector scales = FloatVector.broadcast(SPECIES, scale);
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        long whole = unrolledBytes(length);
        for (long i = 0; i < whole; i += UNROLLED * BYTES) {
            FloatVector x0 = load(x + i).sub(centers).mul(scales);
            FloatVector x1 = load(x + i + BYTES).sub(centers).mul(scales);
            FloatVector x2 = load(x + i + 2 * BYTES).sub(centers).mul(scales);
            FloatVector x3 = load(x + i + 3 * BYTES).sub(centers).mul(scales);
            sum0 = x0.mul(load(weight + i)).mul(load(dy + i)).add(sum0);
            sum1 = x1.mul(load(weight + i + BYTES)).mul(load(dy + i + BYTES)).add(sum1);
            sum2 = x2.mul(load(weight + i + 2 * BYTES))
                    .mul(load(dy + i + 2 * BYTES))
                    .add(sum2);
            sum3 = x3.mul(load(weight + i + 3 * BYTES))
                    .mul(load(dy + i + 3 * BYTES))
                    .add(sum3);
        }
        float sum = join(sum0, sum1, sum2, sum3);
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            sum += (getFloat(x + i) - center) * scale * getFloat(weight + i) * getFloat(dy + i);
        }
        return sum;
    }

    private static float join(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        float sum = 0;
        for (float lane : a.add(b).add(c.add(d)).toArray()) {
            sum += lane;
        }
        return sum;
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }
}
