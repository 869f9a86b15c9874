package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The largest element of each row of a matrix. */
public abstract class MaxRows extends Workload {
    /** Rows of the matrix. */
    @Param("4096")
    public int rows;

    /** Columns of the matrix. */
    @Param({"16", "128", "1024", "4096"})
    public int columns;
}
