package lazuli.backend.cpu.quantized;

/** Makes numbers of float32, in another order too, which {@link lazuli.backend.cpu.matmul.RowProduct} multiplies. */
interface FloatCodeKernel extends CodeKernel {
    /** The numbers of whole blocks of an order, and in it. */
    void numbers(QuantizedMatrix matrix, Interleaving order, long row, long first, int count, long to);
}
