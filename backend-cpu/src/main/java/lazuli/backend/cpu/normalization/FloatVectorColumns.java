package lazuli.backend.cpu.normalization;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Columns of float32 in vectors; loaded only where the Vector API is. Fewer columns than lanes go the plain way. */
final class FloatVectorColumns implements ColumnKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = SPECIES.length();

    private final ColumnKernel narrow = new FloatLoopColumns();

    @Override
    public int size() {
        return Float.BYTES;
    }

    @Override
    public void moments(Block x, long mean, long squares) {
        if (x.columns() < LANES) {
            narrow.moments(x, mean, squares);
            return;
        }
        int column = 0;
        for (; column + 4 * LANES <= x.columns(); column += 4 * LANES) {
            FloatVectorSums.fourMoments(x, 4L * column, mean, squares);
        }
        for (; column < x.columns(); column += LANES) {
            FloatVectorSums.moments(x, start(column, x.columns()), mean, squares);
        }
    }

    @Override
    public void normalize(Block x, long to, long mean, long scale, long shift) {
        if (x.columns() < LANES) {
            narrow.normalize(x, to, mean, scale, shift);
            return;
        }
        for (int i = 0; i < x.rows(); i++) {
            normalizeRow(x.address() + i * x.stride(), to + i * x.stride(), mean, scale, shift, x.columns());
        }
    }

    private static void normalizeRow(long x, long to, long mean, long scale, long shift, int columns) {
        for (int column = 0; column < columns; column += LANES) {
            long at = start(column, columns);
            load(x + at)
                    .sub(load(mean + at))
                    .mul(load(scale + at))
                    .add(load(shift + at))
                    .intoMemorySegment(ALL, to + at, ORDER);
        }
    }

    @Override
    public void gradientSums(Block x, long dy, long mean, long sums, long products) {
        if (x.columns() < LANES) {
            narrow.gradientSums(x, dy, mean, sums, products);
            return;
        }
        int column = 0;
        for (; column + 2 * LANES <= x.columns(); column += 2 * LANES) {
            FloatVectorSums.twoGradientSums(x, dy, 4L * column, mean, sums, products);
        }
        for (; column < x.columns(); column += LANES) {
            FloatVectorSums.gradientSums(x, dy, start(column, x.columns()), mean, sums, products);
        }
    }

    @Override
    public void gradient(Block x, long dy, long to, Coefficients by) {
        if (x.columns() < LANES) {
            narrow.gradient(x, dy, to, by);
            return;
        }
        for (int i = 0; i < x.rows(); i++) {
            long row = i * x.stride();
            gradientRow(x.address() + row, dy + row, to + row, by, x.columns());
        }
    }

    private static void gradientRow(long x, long dy, long to, Coefficients by, int columns) {
        for (int column = 0; column < columns; column += LANES) {
            long at = start(column, columns);
            FloatVector away = load(x + at).sub(load(by.mean() + at)).mul(load(by.slope() + at));
            FloatVector result =
                    load(dy + at).sub(load(by.offset() + at)).sub(away).mul(load(by.scale() + at));
            result.intoMemorySegment(ALL, to + at, ORDER);
        }
    }

    /** Where a vector of columns begins, in bytes; the last one begins early and repeats what the one before it has done. */
    private static long start(int column, int columns) {
        return 4L * Math.min(column, columns - LANES);
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }
}
