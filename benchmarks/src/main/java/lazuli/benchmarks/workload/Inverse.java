package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The inverse of a matrix. */
public abstract class Inverse extends Workload {
    /** Rows and columns of the matrix. */
    @Param("512")
    public int size;
}
