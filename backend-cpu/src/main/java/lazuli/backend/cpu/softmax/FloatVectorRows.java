package lazuli.backend.cpu.softmax;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.math.FloatMath;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.vector.FloatVectorMath;
import lazuli.backend.cpu.vector.NonInlinedLoop;

/** Elements of float32 in vectors, all rows of a block in one loop after the other; loaded only where the Vector API is. */
final class FloatVectorRows implements RowKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long BYTES = SPECIES.vectorByteSize();

    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    static int lanes() {
        return SPECIES.length();
    }

    private static final NonInlinedLoop<Block> MAXIMA = NonInlinedLoop.of(FloatVectorRows::maxima);
    private static final NonInlinedLoop<Block> EXPONENTIALS = NonInlinedLoop.of(FloatVectorRows::exponentials);
    private static final NonInlinedLoop<Block> QUOTIENTS = NonInlinedLoop.of(FloatVectorRows::quotients);
    private static final NonInlinedLoop<Block> SUMS = NonInlinedLoop.of(FloatVectorRows::sums);
    private static final NonInlinedLoop<Block> DIFFERENCES = NonInlinedLoop.of(FloatVectorRows::differences);

    /** Rows, and of each its largest element and then the sum of its exponentials. */
    private static final class Block {
        private final long x;
        private final long to;
        private final int rows;
        private final int length;
        private final float[] maxima;
        private final float[] sums;

        private Block(long x, long to, int rows, int length) {
            this.x = x;
            this.to = to;
            this.rows = rows;
            this.length = length;
            this.maxima = new float[rows];
            this.sums = new float[rows];
            MAXIMA.accept(this);
        }

        private long row(int row) {
            return 4L * row * length;
        }

        private double logOfSum(int row) {
            return FloatLoopRows.logOfSum(sums[row], maxima[row]);
        }
    }

    @Override
    public void softmax(long x, long to, int rows, int length) {
        Block block = new Block(x, to, rows, length);
        EXPONENTIALS.accept(block);
        QUOTIENTS.accept(block);
    }

    @Override
    public void logSoftmax(long x, long to, int rows, int length) {
        Block block = new Block(x, to, rows, length);
        SUMS.accept(block);
        DIFFERENCES.accept(block);
    }

    @Override
    public void logSumExp(long x, long to, int rows, int length) {
        Block block = new Block(x, to, rows, length);
        SUMS.accept(block);
        for (int row = 0; row < rows; row++) {
            NativeMemory.setFloat(to + 4L * row, (float) (block.maxima[row] + block.logOfSum(row)));
        }
    }

    private static void maxima(Block block) {
        for (int row = 0; row < block.rows; row++) {
            block.maxima[row] = largest(block.x + block.row(row), block.length);
        }
    }

    private static void exponentials(Block block) {
        for (int row = 0; row < block.rows; row++) {
            long at = block.row(row);
            block.sums[row] = exponentials(block.x + at, block.to + at, block.length, block.maxima[row]);
        }
    }

    private static void quotients(Block block) {
        for (int row = 0; row < block.rows; row++) {
            multiply(block.to + block.row(row), block.length, 1 / block.sums[row]);
        }
    }

    private static void sums(Block block) {
        for (int row = 0; row < block.rows; row++) {
            block.sums[row] = sumOfExponentials(block.x + block.row(row), block.length, block.maxima[row]);
        }
    }

    private static void differences(Block block) {
        for (int row = 0; row < block.rows; row++) {
            long at = block.row(row);
            subtract(block.x + at, block.to + at, block.length, block.maxima[row], (float) block.logOfSum(row));
        }
    }

    private static void subtract(long x, long to, int length, float first, float second) {
        FloatVector firsts = FloatVector.broadcast(SPECIES, first);
        FloatVector seconds = FloatVector.broadcast(SPECIES, second);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            load(x + i).sub(firsts).sub(seconds).intoMemorySegment(ALL, to + i, ORDER);
        }
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            NativeMemory.setFloat(to + i, NativeMemory.getFloat(x + i) - first - second);
        }
    }

    private static void multiply(long to, int length, float factor) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            load(to + i).mul(factors).intoMemorySegment(ALL, to + i, ORDER);
        }
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            NativeMemory.setFloat(to + i, NativeMemory.getFloat(to + i) * factor);
        }
    }

    /** Stores the exponentials of the differences from the largest, and returns their sum. */
    private static float exponentials(long x, long to, int length, float largest) {
        FloatVector subtrahend = FloatVector.broadcast(SPECIES, largest);
        FloatVector sums = FloatVector.zero(SPECIES);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            FloatVector y = FloatVectorMath.exp(load(x + i).sub(subtrahend));
            y.intoMemorySegment(ALL, to + i, ORDER);
            sums = sums.add(y);
        }
        float sum = join(sums);
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            float y = FloatMath.exp(NativeMemory.getFloat(x + i) - largest);
            NativeMemory.setFloat(to + i, y);
            sum += y;
        }
        return sum;
    }

    private static float sumOfExponentials(long x, int length, float largest) {
        FloatVector subtrahend = FloatVector.broadcast(SPECIES, largest);
        FloatVector sums = FloatVector.zero(SPECIES);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            sums = sums.add(FloatVectorMath.exp(load(x + i).sub(subtrahend)));
        }
        float sum = join(sums);
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            sum += FloatMath.exp(NativeMemory.getFloat(x + i) - largest);
        }
        return sum;
    }

    private static float largest(long x, int length) {
        FloatVector vector = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector second = vector;
        FloatVector third = vector;
        FloatVector fourth = vector;
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        long i = 0;
        // A maximum of vectors that may have NaNs takes several instructions, each of which waits for the one before.
        for (; i + 4 * BYTES <= whole; i += 4 * BYTES) {
            vector = vector.max(load(x + i));
            second = second.max(load(x + i + BYTES));
            third = third.max(load(x + i + 2 * BYTES));
            fourth = fourth.max(load(x + i + 3 * BYTES));
        }
        vector = vector.max(second).max(third.max(fourth));
        for (; i < whole; i += BYTES) {
            vector = vector.max(load(x + i));
        }
        // The largest is the same in any order.
        float largest = vector.reduceLanes(VectorOperators.MAX);
        for (; i < (long) length * Float.BYTES; i += Float.BYTES) {
            largest = Math.max(largest, NativeMemory.getFloat(x + i));
        }
        return largest;
    }

    /** {@link FloatLoopRows#join}. */
    private static float join(FloatVector lanes) {
        FloatVector sums = lanes;
        if (SPECIES.length() > 8) {
            sums = sums.add(sums.rearrange(BY_8));
        }
        if (SPECIES.length() > 4) {
            sums = sums.add(sums.rearrange(BY_4));
        }
        sums = sums.add(sums.rearrange(BY_2));
        return sums.add(sums.rearrange(BY_1)).lane(0);
    }

    private static VectorShuffle<Float> rotation(int by) {
        return SPECIES.iotaShuffle(by % SPECIES.length(), 1, true);
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }
}
