package lazuli.backend.cpu.quantized;

import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

/** One number of float32 after the other. */
final class FloatLoopCodes implements FloatCodeKernel {
    @Override
    public void numbers(QuantizedMatrix matrix, long row, long first, int count, long to) {
        int[] codes = new int[count];
        BitString.codes(matrix.row(row), first, count, matrix.format().bits(), codes);
        int done = 0;
        while (done < count) {
            long group = (first + done) / matrix.format().groupSize();
            int end = (int) Math.min(count, (group + 1) * matrix.format().groupSize() - first);
            switch (matrix.format().mode()) {
                case AFFINE -> integers(matrix, row, group, codes, done, end, to);
                case MXFP4, NVFP4 -> fourBits(matrix.smallScale(row, group), codes, done, end, to);
                case MXFP8 -> eightBits(matrix.smallScale(row, group), codes, done, end, to);
            }
            done = end;
        }
    }

    @Override
    public void numbers(QuantizedMatrix matrix, Interleaving order, long row, long first, int count, long to) {
        int[] codes = new int[count];
        BitString.codes(matrix.row(row), first, count, matrix.format().bits(), codes);
        for (int i = 0; i < count; i++) {
            long group = (first + i) / matrix.format().groupSize();
            int element = i % order.block();
            float number = codes[i] * getFloat(matrix.scale(row, group)) + getFloat(matrix.bias(row, group));
            setFloat(to + 4L * (i - element + order.place(element)), number);
        }
    }

    private static void integers(
            QuantizedMatrix matrix, long row, long group, int[] codes, int from, int end, long to) {
        float scale = getFloat(matrix.scale(row, group));
        float bias = getFloat(matrix.bias(row, group));
        for (int i = from; i < end; i++) {
            setFloat(to + 4L * i, codes[i] * scale + bias);
        }
    }

    private static void fourBits(float scale, int[] codes, int from, int end, long to) {
        for (int i = from; i < end; i++) {
            setFloat(to + 4L * i, SmallFloats.e2m1(codes[i]) * scale);
        }
    }

    private static void eightBits(float scale, int[] codes, int from, int end, long to) {
        for (int i = from; i < end; i++) {
            setFloat(to + 4L * i, SmallFloats.e4m3(codes[i]) * scale);
        }
    }
}
