package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** An element of its own place in the row for each place of a matrix. */
public abstract class TakeAlongAxis extends Workload {
    /** Rows of the matrix. */
    @Param("4096")
    public int rows;

    /** Columns of the matrix. */
    @Param("1024")
    public int columns;
}
