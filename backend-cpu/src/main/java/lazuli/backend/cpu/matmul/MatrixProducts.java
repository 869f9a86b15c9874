package lazuli.backend.cpu.matmul;

/**
 * The two products that everything else is made of.
 *
 * @param floats float32
 * @param doubles float64
 */
public record MatrixProducts(MatrixProduct floats, MatrixProduct doubles) {

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
