package lazuli.backend.cpu.quantized;

import lazuli.backend.cpu.matmul.MatrixSource;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.backend.PackedFormat;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * A matrix, or its transpose, whose numbers are made when a product copies a block of it, in float32 or float64.
 *
 * @param words where the packed rows begin; strides are bytes between rows
 * @param biases 0 if the format has none
 * @param size bytes of a number, and of a scale and bias if the format is affine
 * @param codes what makes the numbers
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
        int size,
        CodeKernel codes)
        implements MatrixSource {

    @Override
    public void copyBlock(long row, int rows, long column, int columns, long to, long toStride) {
        if (!transposed) {
            for (int i = 0; i < rows; i++) {
                codes.numbers(this, row + i, column, columns, to + i * toStride);
            }
            return;
        }
        Buffer numbers = Allocator.host().allocate((long) rows * size);
        try {
            for (int i = 0; i < columns; i++) {
                codes.numbers(this, column + i, row, rows, numbers.address());
                NativeMemory.move(numbers.address(), size, to + (long) i * size, toStride, rows, size);
            }
        } finally {
            numbers.release();
        }
    }

    /** Where a row's words are. */
    long row(long row) {
        return words + row * wordStride;
    }

    /** Where the scale of a group is, if the format is affine. */
    long scale(long row, long group) {
        return scales + row * scaleStride + group * size;
    }

    /** Where the bias of a group is, if the format is affine. */
    long bias(long row, long group) {
        return biases + row * biasStride + group * size;
    }

    /** The scale of a group, if the format is not affine. */
    float smallScale(long row, long group) {
        int code = NativeMemory.getByte(scales + row * scaleStride + group) & 0xFF;
        return switch (format.mode()) {
            case MXFP4, MXFP8 -> SmallFloats.power(code);
            case AFFINE, NVFP4 -> SmallFloats.e4m3(code);
        };
    }
}
