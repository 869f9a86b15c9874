package lazuli.backend.cpu.matmul;

import lazuli.core.DType;

/**
 * The two products that everything else is made of.
 *
 * @param floats float32
 * @param doubles float64
 * @param smallFloats float32 where packing would cost more
 */
public record MatrixProducts(MatrixProduct floats, MatrixProduct doubles, SmallProduct smallFloats) {

    /**
     * Multiplies matrices of float32, float64 or complex64.
     *
     * @param c the result, whose rows lie without gaps
     */
    public void multiply(DType dtype, StridedMatrix a, StridedMatrix b, long rows, long columns, long depth, long c) {
        switch (dtype) {
            case FLOAT32 -> floats.multiply(a, b, rows, columns, depth, c, columns * Float.BYTES);
            case FLOAT64 -> doubles.multiply(a, b, rows, columns, depth, c, columns * Double.BYTES);
            case COMPLEX64 -> ComplexProduct.multiply(floats, a, b, rows, columns, depth, c);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT16, BFLOAT16 ->
                throw new IllegalArgumentException("no product of " + dtype);
        }
    }

    /** By plain loops. */
    public static MatrixProducts loops() {
        return new MatrixProducts(
                new MatrixProduct(new FloatLoopKernel()),
                new MatrixProduct(new DoubleLoopKernel()),
                SmallLoops::floats);
    }

    /** By the Vector API, which must be present. */
    public static MatrixProducts vectors() {
        return new MatrixProducts(
                new MatrixProduct(new FloatVectorKernel()),
                new MatrixProduct(new DoubleVectorKernel()),
                new FloatVectorSmallProduct());
    }
}
