package lazuli.backend.cpu.matmul;

import lazuli.core.DType;

/**
 * The two products that everything else is made of.
 *
 * @param floats float32
 * @param doubles float64
 */
public record MatrixProducts(MatrixProduct floats, MatrixProduct doubles) {

    /** That of a dtype, float32 or float64. */
    public MatrixProduct of(DType dtype) {
        return dtype == DType.FLOAT64 ? doubles : floats;
    }

    /** By plain loops. */
    public static MatrixProducts loops() {
        return new MatrixProducts(new MatrixProduct(new FloatLoopKernel()), new MatrixProduct(new DoubleLoopKernel()));
    }

    /** By the Vector API, which must be present. */
    public static MatrixProducts vectors() {
        return new MatrixProducts(
                new MatrixProduct(new FloatVectorKernel()), new MatrixProduct(new DoubleVectorKernel()));
    }
}
