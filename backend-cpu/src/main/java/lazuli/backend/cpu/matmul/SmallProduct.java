package lazuli.backend.cpu.matmul;

/** A product so small that packing would cost more; the same bits as {@link MatrixProduct}. */
@FunctionalInterface
public interface SmallProduct {
    /**
     * Multiplies one matrix of a batch by one.
     *
     * @param c the address of the result, whose rows lie without gaps
     */
    void multiply(StridedMatrix a, StridedMatrix b, MatrixBatch batch, long c);
}
