package lazuli.backend.cpu.quantized;

import static lazuli.backend.cpu.memory.NativeMemory.getDouble;
import static lazuli.backend.cpu.memory.NativeMemory.setDouble;

/** One number of float64 after the other. */
final class DoubleLoopCodes implements CodeKernel {
    @Override
    public void numbers(QuantizedMatrix matrix, long row, long first, int count, long to) {
        int[] codes = new int[count];
        BitString.codes(matrix.row(row), first, count, matrix.format().bits(), codes);
        for (int i = 0; i < count; i++) {
            long group = (first + i) / matrix.format().groupSize();
            double number = switch (matrix.format().mode()) {
                case AFFINE -> codes[i] * getDouble(matrix.scale(row, group)) + getDouble(matrix.bias(row, group));
                case MXFP4, NVFP4 -> (double) SmallFloats.e2m1(codes[i]) * matrix.smallScale(row, group);
                case MXFP8 -> (double) SmallFloats.e4m3(codes[i]) * matrix.smallScale(row, group);
            };
            setDouble(to + 8L * i, number);
        }
    }
}
