package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The rows of a matrix in opposite order of their elements. */
public abstract class Flip extends Workload {
    /** Rows of the matrix. */
    @Param("4096")
    public int rows;

    /** Columns of the matrix. */
    @Param("1024")
    public int columns;
}
