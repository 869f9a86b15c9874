package lazuli.backend.cpu.normalization;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.PerThread;

/** Rows of float32 in heap arrays, where C2 turns plain loops into vector instructions. */
final class FloatLoopColumns implements ColumnKernel {
    private static final PerThread<Stage> STAGE = new PerThread<>(Stage::new);

    /** What a thread copies rows to. */
    private static final class Stage {
        private final float[][] rows = new float[7][BlockGrid.CHUNK];
    }

    @Override
    public int size() {
        return Float.BYTES;
    }

    @Override
    public void moments(Block x, long mean, long squares) {
        float[][] rows = STAGE.get().rows;
        int columns = x.columns();
        float[] sums = rows[0];
        Arrays.fill(sums, 0, columns, 0f);
        for (int i = 0; i < x.rows(); i++) {
            add(load(x.address() + i * x.stride(), rows[1], columns), sums, columns);
        }
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] / x.rows();
        }
        store(sums, mean, columns);
        float[] products = rows[2];
        Arrays.fill(products, 0, columns, 0f);
        for (int i = 0; i < x.rows(); i++) {
            addSquares(load(x.address() + i * x.stride(), rows[1], columns), sums, products, columns);
        }
        store(products, squares, columns);
    }

    @Override
    public void normalize(Block x, long to, long mean, long scale, long shift) {
        float[][] rows = STAGE.get().rows;
        int columns = x.columns();
        load(mean, rows[1], columns);
        load(scale, rows[2], columns);
        load(shift, rows[3], columns);
        for (int i = 0; i < x.rows(); i++) {
            load(x.address() + i * x.stride(), rows[0], columns);
            normalize(rows[0], rows[1], rows[2], rows[3], columns);
            store(rows[0], to + i * x.stride(), columns);
        }
    }

    @Override
    public void gradientSums(Block x, long dy, long mean, long sums, long products) {
        float[][] rows = STAGE.get().rows;
        int columns = x.columns();
        load(mean, rows[2], columns);
        Arrays.fill(rows[3], 0, columns, 0f);
        Arrays.fill(rows[4], 0, columns, 0f);
        for (int i = 0; i < x.rows(); i++) {
            load(x.address() + i * x.stride(), rows[0], columns);
            load(dy + i * x.stride(), rows[1], columns);
            add(rows[1], rows[3], columns);
            addProducts(rows[0], rows[1], rows[2], rows[4], columns);
        }
        store(rows[3], sums, columns);
        store(rows[4], products, columns);
    }

    @Override
    public void gradient(Block x, long dy, long to, Coefficients by) {
        float[][] rows = STAGE.get().rows;
        int columns = x.columns();
        load(by.mean(), rows[2], columns);
        load(by.offset(), rows[3], columns);
        load(by.slope(), rows[4], columns);
        load(by.scale(), rows[5], columns);
        for (int i = 0; i < x.rows(); i++) {
            load(x.address() + i * x.stride(), rows[0], columns);
            load(dy + i * x.stride(), rows[1], columns);
            gradient(rows, rows[6], columns);
            store(rows[6], to + i * x.stride(), columns);
        }
    }

    private static void add(float[] x, float[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] + x[j];
        }
    }

    private static void addSquares(float[] x, float[] mean, float[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            float difference = x[j] - mean[j];
            sums[j] = difference * difference + sums[j];
        }
    }

    private static void addProducts(float[] x, float[] dy, float[] mean, float[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = dy[j] * (x[j] - mean[j]) + sums[j];
        }
    }

    private static void normalize(float[] x, float[] mean, float[] scale, float[] shift, int columns) {
        for (int j = 0; j < columns; j++) {
            x[j] = (x[j] - mean[j]) * scale[j] + shift[j];
        }
    }

    private static void gradient(float[][] rows, float[] to, int columns) {
        float[] x = rows[0];
        float[] dy = rows[1];
        float[] mean = rows[2];
        float[] offset = rows[3];
        float[] slope = rows[4];
        float[] scale = rows[5];
        for (int j = 0; j < columns; j++) {
            to[j] = (dy[j] - offset[j] - (x[j] - mean[j]) * slope[j]) * scale[j];
        }
    }

    private static float[] load(long from, float[] to, int count) {
        MemorySegment.copy(NativeMemory.ALL, NativeMemory.FLOAT, from, to, 0, count);
        return to;
    }

    private static void store(float[] from, long to, int count) {
        MemorySegment.copy(from, 0, NativeMemory.ALL, NativeMemory.FLOAT, to, count);
    }
}
