package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The product of some rows and a square matrix whose transpose lies in memory, as in a linear layer, in floats of a dtype. */
public abstract class HalfMatrixProduct extends Workload {
    /** Rows of the left matrix. */
    @Param({"1", "128"})
    public int rows;

    /** Rows and columns of the right matrix. */
    @Param("2048")
    public int features;

    /** {@code float16}, {@code float32}, or {@code bfloat16}, which Deep Java Library does not hand to libtorch. */
    @Param({"float16", "float32"})
    public String dtype = "float16";
}
