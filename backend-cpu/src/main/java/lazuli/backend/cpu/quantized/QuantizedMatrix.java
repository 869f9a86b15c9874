package lazuli.backend.cpu.quantized;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.matmul.MatrixSource;
import lazuli.core.QuantizationMode;
import lazuli.core.backend.PackedFormat;

/**
 * A matrix, or its transpose, whose numbers are made when a product copies a block of it, in float32 or float64.
 *
 * @param words where the packed rows begin; strides are bytes between rows
 * @param biases 0 if the format has none
 * @param size bytes of a number, and of a scale and bias if the format is affine
 */
public record QuantizedMatrix(
        PackedFormat format,
        boolean transposed,
        long words,
        long wordStride,
        long scales,
        long scaleStride,
        long biases,
        long biasStride,
        int size)
        implements MatrixSource {

    @Override
    public void copyBlock(long row, int rows, long column, int columns, long to, long toStride) {
        int[] codes = new int[transposed ? rows : columns];
        if (transposed) {
            for (int i = 0; i < columns; i++) {
                numbers(column + i, row, rows, codes, to + (long) i * size, toStride);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                numbers(row + i, column, columns, codes, to + i * toStride, size);
            }
        }
    }

    /** Stores some numbers of a row, {@code step} bytes apart. */
    private void numbers(long row, long first, int count, int[] codes, long to, long step) {
        BitString.codes(words + row * wordStride, first, count, format.bits(), codes);
        int done = 0;
        while (done < count) {
            long group = (first + done) / format.groupSize();
            int end = (int) Math.min(count, (group + 1) * format.groupSize() - first);
            scale(row, group, codes, done, end, to, step);
            done = end;
        }
    }

    private void scale(long row, long group, int[] codes, int from, int end, long to, long step) {
        double scale = factor(row, group);
        double bias = biases == 0 ? 0 : real(biases + row * biasStride + group * size);
        boolean integers = format.mode() == QuantizationMode.AFFINE;
        boolean four = format.bits() == 4;
        if (size == Double.BYTES) {
            for (int i = from; i < end; i++) {
                double number = integers ? codes[i] : four ? SmallFloats.e2m1(codes[i]) : SmallFloats.e4m3(codes[i]);
                setDouble(to + i * step, number * scale + bias);
            }
        } else if (integers) {
            float factor = (float) scale;
            float offset = (float) bias;
            for (int i = from; i < end; i++) {
                setFloat(to + i * step, codes[i] * factor + offset);
            }
        } else {
            float factor = (float) scale;
            for (int i = from; i < end; i++) {
                float number = four ? SmallFloats.e2m1(codes[i]) : SmallFloats.e4m3(codes[i]);
                setFloat(to + i * step, number * factor);
            }
        }
    }

    private double factor(long row, long group) {
        long line = scales + row * scaleStride;
        return switch (format.mode()) {
            case AFFINE -> real(line + group * size);
            case MXFP4, MXFP8 -> SmallFloats.power(getByte(line + group) & 0xFF);
            case NVFP4 -> SmallFloats.e4m3(getByte(line + group) & 0xFF);
        };
    }

    private double real(long address) {
        return size == Double.BYTES ? getDouble(address) : getFloat(address);
    }
}
