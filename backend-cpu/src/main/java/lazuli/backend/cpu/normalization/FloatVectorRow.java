package lazuli.backend.cpu.normalization;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;
import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.vector.NonInlinedLoop;

/** Rows of float32 in vectors, all rows of a block in one loop after the other; loaded only where the Vector API is. */
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

    private static final NonInlinedLoop<Block> CENTERS = NonInlinedLoop.of(FloatVectorRow::centers);
    private static final NonInlinedLoop<Block> SCALES = NonInlinedLoop.of(FloatVectorRow::scales);
    private static final NonInlinedLoop<Normalized> NORMALIZED = NonInlinedLoop.of(FloatVectorRow::normalize);
    private static final NonInlinedLoop<Slopes> OFFSETS = NonInlinedLoop.of(FloatVectorRow::offsets);
    private static final NonInlinedLoop<Slopes> SLOPES = NonInlinedLoop.of(FloatVectorRow::slopes);
    private static final NonInlinedLoop<Gradients> GRADIENTS = NonInlinedLoop.of(FloatVectorRow::gradients);
    private static final NonInlinedLoop<ParameterSums> PARAMETER_SUMS =
            NonInlinedLoop.of(FloatVectorRow::addParameterGradients);

    /** Rows, and of each its center and what it is multiplied by. */
    private static final class Block {
        private final long x;
        private final int rows;
        private final int length;
        private final Rule rule;
        private final float[] centers;
        private final float[] scales;

        private Block(long x, int rows, int length, Rule rule) {
            this.x = x;
            this.rows = rows;
            this.length = length;
            this.rule = rule;
            this.centers = new float[rows];
            this.scales = new float[rows];
            if (rule.centred()) {
                CENTERS.accept(this);
            }
            SCALES.accept(this);
        }

        private long row(int row) {
            return 4L * row * length;
        }
    }

    @Override
    public void normalize(long x, long weight, long bias, long to, int rows, int length, Rule rule) {
        NORMALIZED.accept(new Normalized(new Block(x, rows, length, rule), weight, bias, to));
    }

    @Override
    public void gradient(
            long x, long weight, long dy, long dx, long weightSums, long biasSums, int rows, int length, Rule rule) {
        Block block = new Block(x, rows, length, rule);
        Slopes slopes = new Slopes(block, weight, dy);
        GRADIENTS.accept(new Gradients(slopes, dx));
        PARAMETER_SUMS.accept(new ParameterSums(block, dy, weightSums, biasSums));
    }

    private static void centers(Block block) {
        for (int row = 0; row < block.rows; row++) {
            block.centers[row] = sum(block.x + block.row(row), block.length) / block.length;
        }
    }

    private static void scales(Block block) {
        for (int row = 0; row < block.rows; row++) {
            float squares = squares(block.x + block.row(row), block.centers[row], block.length);
            block.scales[row] = FloatLoopRow.scale(squares, block.length, block.rule.epsilon());
        }
    }

    private record Normalized(Block block, long weight, long bias, long to) {}

    private static void normalize(Normalized work) {
        Block block = work.block();
        for (int row = 0; row < block.rows; row++) {
            long at = block.row(row);
            normalize(
                    block.x + at,
                    work.weight(),
                    work.bias(),
                    work.to() + at,
                    block.length,
                    block.centers[row],
                    block.scales[row]);
        }
    }

    private static void normalize(long x, long weight, long bias, long to, int length, float center, float scale) {
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

    /** Of each row the mean of its weighted cotangents and of these times the normalized elements. */
    private static final class Slopes {
        private final Block block;
        private final long weight;
        private final long dy;
        private final float[] offsets;
        private final float[] slopes;

        private Slopes(Block block, long weight, long dy) {
            this.block = block;
            this.weight = weight;
            this.dy = dy;
            this.offsets = new float[block.rows];
            this.slopes = new float[block.rows];
            if (block.rule.centred()) {
                OFFSETS.accept(this);
            }
            SLOPES.accept(this);
        }
    }

    private static void offsets(Slopes work) {
        Block block = work.block;
        for (int row = 0; row < block.rows; row++) {
            work.offsets[row] = dot(work.weight, work.dy + block.row(row), block.length) / block.length;
        }
    }

    private static void slopes(Slopes work) {
        Block block = work.block;
        for (int row = 0; row < block.rows; row++) {
            long at = block.row(row);
            float slope =
                    slope(block.x + at, block.centers[row], block.scales[row], work.weight, work.dy + at, block.length);
            work.slopes[row] = slope / block.length;
        }
    }

    private record Gradients(Slopes slopes, long dx) {}

    private static void gradients(Gradients work) {
        Slopes slopes = work.slopes();
        Block block = slopes.block;
        for (int row = 0; row < block.rows; row++) {
            long at = block.row(row);
            By by = new By(block.centers[row], block.scales[row], slopes.offsets[row], slopes.slopes[row]);
            gradient(block.x + at, slopes.weight, slopes.dy + at, work.dx() + at, block.length, by);
        }
    }

    private record ParameterSums(Block block, long dy, long weightSums, long biasSums) {}

    private static void addParameterGradients(ParameterSums work) {
        Block block = work.block();
        for (int row = 0; row < block.rows; row++) {
            long at = block.row(row);
            addTo(
                    block.x + at,
                    work.dy() + at,
                    work.weightSums(),
                    work.biasSums(),
                    block.length,
                    block.centers[row],
                    block.scales[row]);
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

    /** A row's center, its scale, the mean of its weighted cotangents and of these times the normalized elements. */
    private record By(float center, float scale, float offset, float slope) {}

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

    private static void addTo(long x, long dy, long weightSums, long biasSums, int length, float center, float scale) {
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        FloatVector centers = FloatVector.broadcast(SPECIES, center);
        FloatVector scales = FloatVector.broadcast(SPECIES, scale);
        for (long i = 0; i < whole; i += BYTES) {
            FloatVector normalized = load(x + i).sub(centers).mul(scales);
            FloatVector y = load(dy + i);
            load(weightSums + i).add(y.mul(normalized)).intoMemorySegment(ALL, weightSums + i, ORDER);
            load(biasSums + i).add(y).intoMemorySegment(ALL, biasSums + i, ORDER);
        }
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            float normalized = (getFloat(x + i) - center) * scale;
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
