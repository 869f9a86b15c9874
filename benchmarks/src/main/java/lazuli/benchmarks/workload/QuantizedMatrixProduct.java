package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Product with a quantized square matrix, transposed; {@code bits} of 32 stands for one of floats. */
public abstract class QuantizedMatrixProduct extends Workload {
    /** Rows of the left matrix. */
    @Param({"1", "64"})
    public int rows;

    /** Rows and columns of the right one. */
    @Param("4096")
    public int features;

    /** Bits of its elements, in groups of 64. */
    @Param({"4", "32"})
    public int bits;
}
