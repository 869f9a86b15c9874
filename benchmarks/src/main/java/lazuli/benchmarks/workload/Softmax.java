package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Softmax along the rows of a matrix. */
public abstract class Softmax extends Workload {
    /** Rows of the matrix. */
    @Param({"64", "4096"})
    public int rows;

    /** Columns of the matrix. */
    @Param("1024")
    public int columns;
}
