package lazuli.backend.cpu.scan;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.loop.LineScan;
import lazuli.core.primitive.reduction.Accumulation;

/** Sums and products of floats or doubles, block by block in the order of {@link LineScan}. */
record LoopLineScan(boolean multiplies, boolean isDouble) implements LineScan {
    static LoopLineScan of(Accumulation accumulation, boolean isDouble) {
        return new LoopLineScan(accumulation == Accumulation.PRODUCT, isDouble);
    }

    @Override
    public void lines(long x, long to, long count, int length, long start, long scratch) {
        for (long line = 0; line < count; line++) {
            if (isDouble) {
                long at = line * length * Double.BYTES;
                doubles(x + at, to + at, length, getDouble(start));
            } else {
                long at = line * length * Float.BYTES;
                floats(x + at, to + at, length, getFloat(start));
            }
        }
    }

    private void floats(long x, long to, int length, float start) {
        int block = BLOCK_BYTES / Float.BYTES;
        float[] y = new float[block];
        float carry = start;
        for (int first = 0; first < length; first += block) {
            int count = Math.min(block, length - first);
            for (int i = 0; i < count; i++) {
                y[i] = getFloat(x + 4L * (first + i));
            }
            for (int half = 1; half < count; half *= 2) {
                for (int i = half; i < count; i = (i + 1 & half) != 0 ? i + 1 : i + 1 + half) {
                    float last = y[(i & -2 * half) + half - 1];
                    y[i] = multiplies ? y[i] * last : y[i] + last;
                }
            }
            float before = carry;
            for (int i = 0; i < count; i++) {
                carry = multiplies ? before * y[i] : before + y[i];
                setFloat(to + 4L * (first + i), carry);
            }
        }
    }

    private void doubles(long x, long to, int length, double start) {
        int block = BLOCK_BYTES / Double.BYTES;
        double[] y = new double[block];
        double carry = start;
        for (int first = 0; first < length; first += block) {
            int count = Math.min(block, length - first);
            for (int i = 0; i < count; i++) {
                y[i] = getDouble(x + 8L * (first + i));
            }
            for (int half = 1; half < count; half *= 2) {
                for (int i = half; i < count; i = (i + 1 & half) != 0 ? i + 1 : i + 1 + half) {
                    double last = y[(i & -2 * half) + half - 1];
                    y[i] = multiplies ? y[i] * last : y[i] + last;
                }
            }
            double before = carry;
            for (int i = 0; i < count; i++) {
                carry = multiplies ? before * y[i] : before + y[i];
                setDouble(to + 8L * (first + i), carry);
            }
        }
    }
}
