package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The product of two square matrices. */
public abstract class MatrixProduct extends Workload {
    /** Rows and columns of each matrix. */
    @Param("2048")
    public int size;
}
