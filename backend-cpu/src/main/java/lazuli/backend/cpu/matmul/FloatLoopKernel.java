package lazuli.backend.cpu.matmul;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.PerThread;

/**
 * Rows of float32 in heap arrays, where C2 turns plain loops into vector instructions, as it does not for native memory: four
 * rows of the strip are added to a row of the result at a time.
 */
final class FloatLoopKernel implements BlockKernel {
    private static final int COLUMNS = 256;
    private static final PerThread<Stage> STAGE = new PerThread<>(Stage::new);

    /** What a thread copies the operands to. */
    private static final class Stage {
        private final float[][] strip = new float[MatrixProduct.DEPTH][COLUMNS];
        private final float[] a = new float[MatrixProduct.DEPTH];
        private final float[] sum = new float[COLUMNS];
        private final float[] c = new float[COLUMNS];
    }

    @Override
    public int size() {
        return Float.BYTES;
    }

    @Override
    public int stripColumns() {
        return COLUMNS;
    }

    @Override
    public void multiply(Block block) {
        Stage stage = STAGE.get();
        int columns = block.columns();
        for (int k = 0; k < block.depth(); k++) {
            load(block.strip() + 4L * k * COLUMNS, stage.strip[k], columns);
        }
        for (int row = 0; row < block.rows(); row++) {
            load(block.a() + row * block.aStride(), stage.a, block.depth());
            Arrays.fill(stage.sum, 0, columns, 0f);
            int k = 0;
            for (; k + 4 <= block.depth(); k += 4) {
                addFour(stage.a, k, stage.strip, stage.sum, columns);
            }
            for (; k < block.depth(); k++) {
                addOne(stage.a[k], stage.strip[k], stage.sum, columns);
            }
            long c = block.c() + row * block.cStride();
            if (block.accumulate()) {
                load(c, stage.c, columns);
                addTo(stage.c, stage.sum, columns);
            }
            MemorySegment.copy(stage.sum, 0, NativeMemory.ALL, NativeMemory.FLOAT, c, columns);
        }
    }

    private static void load(long from, float[] to, int count) {
        MemorySegment.copy(NativeMemory.ALL, NativeMemory.FLOAT, from, to, 0, count);
    }

    private static void addFour(float[] a, int k, float[][] strip, float[] sum, int columns) {
        float a0 = a[k];
        float a1 = a[k + 1];
        float a2 = a[k + 2];
        float a3 = a[k + 3];
        float[] b0 = strip[k];
        float[] b1 = strip[k + 1];
        float[] b2 = strip[k + 2];
        float[] b3 = strip[k + 3];
        for (int j = 0; j < columns; j++) {
            float x = Fused.multiplyAdd(a0, b0[j], sum[j]);
            x = Fused.multiplyAdd(a1, b1[j], x);
            x = Fused.multiplyAdd(a2, b2[j], x);
            sum[j] = Fused.multiplyAdd(a3, b3[j], x);
        }
    }

    private static void addOne(float a, float[] b, float[] sum, int columns) {
        for (int j = 0; j < columns; j++) {
            sum[j] = Fused.multiplyAdd(a, b[j], sum[j]);
        }
    }

    private static void addTo(float[] c, float[] sum, int columns) {
        for (int j = 0; j < columns; j++) {
            sum[j] = c[j] + sum[j];
        }
    }
}
