package lazuli.backend.cpu.quantized;

/** Makes numbers of a row's codes. Every implementation for a dtype gives the same bits. */
public interface CodeKernel {
    /** Stores the numbers of {@code count} elements of a row from {@code first} on, one after the other. */
    void numbers(QuantizedMatrix matrix, long row, long first, int count, long to);
}
