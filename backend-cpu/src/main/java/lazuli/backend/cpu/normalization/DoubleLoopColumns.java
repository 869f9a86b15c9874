package lazuli.backend.cpu.normalization;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.PerThread;

/** Rows of float64 in heap arrays, where C2 turns plain loops into vector instructions. */
final class DoubleLoopColumns implements ColumnKernel {
    private static final PerThread<Stage> STAGE = new PerThread<>(Stage::new);

    /** What a thread copies rows to. */
    private static final class Stage {
        private final double[][] rows = new double[7][BlockGrid.CHUNK];
    }

    @Override
    public int size() {
        return Double.BYTES;
    }

    @Override
    public void moments(Block x, long mean, long squares) {
        double[][] rows = STAGE.get().rows;
        int columns = x.columns();
        double[] sums = rows[0];
        Arrays.fill(sums, 0, columns, 0.0);
        for (int i = 0; i < x.rows(); i++) {
            add(load(x.address() + i * x.stride(), rows[1], columns), sums, columns);
        }
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] / x.rows();
        }
        store(sums, mean, columns);
        double[] products = rows[2];
        Arrays.fill(products, 0, columns, 0.0);
        for (int i = 0; i < x.rows(); i++) {
            addSquares(load(x.address() + i * x.stride(), rows[1], columns), sums, products, columns);
        }
        store(products, squares, columns);
    }

    @Override
    public void normalize(Block x, long to, long mean, long scale, long shift) {
        double[][] rows = STAGE.get().rows;
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
        double[][] rows = STAGE.get().rows;
        int columns = x.columns();
        load(mean, rows[2], columns);
        Arrays.fill(rows[3], 0, columns, 0.0);
        Arrays.fill(rows[4], 0, columns, 0.0);
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
        double[][] rows = STAGE.get().rows;
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

    private static void add(double[] x, double[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] + x[j];
        }
    }

    private static void addSquares(double[] x, double[] mean, double[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            double difference = x[j] - mean[j];
            sums[j] = difference * difference + sums[j];
        }
    }

    private static void addProducts(double[] x, double[] dy, double[] mean, double[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = dy[j] * (x[j] - mean[j]) + sums[j];
        }
    }

    private static void normalize(double[] x, double[] mean, double[] scale, double[] shift, int columns) {
        for (int j = 0; j < columns; j++) {
            x[j] = (x[j] - mean[j]) * scale[j] + shift[j];
        }
    }

    private static void gradient(double[][] rows, double[] to, int columns) {
        double[] x = rows[0];
        double[] dy = rows[1];
        double[] mean = rows[2];
        double[] offset = rows[3];
        double[] slope = rows[4];
        double[] scale = rows[5];
        for (int j = 0; j < columns; j++) {
            to[j] = (dy[j] - offset[j] - (x[j] - mean[j]) * slope[j]) * scale[j];
        }
    }

    private static double[] load(long from, double[] to, int count) {
        MemorySegment.copy(NativeMemory.ALL, NativeMemory.DOUBLE, from, to, 0, count);
        return to;
    }

    private static void store(double[] from, long to, int count) {
        MemorySegment.copy(from, 0, NativeMemory.ALL, NativeMemory.DOUBLE, to, count);
    }
}
