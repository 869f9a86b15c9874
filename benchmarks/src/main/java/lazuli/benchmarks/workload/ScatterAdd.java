package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Rows added to the rows of a matrix that indices name; many meet. */
public abstract class ScatterAdd extends Workload {
    /** Rows of the matrix. */
    @Param("4096")
    public int rows;

    /** Columns of the matrix. */
    @Param("64")
    public int columns;

    /** Rows that are added. */
    @Param("65536")
    public int count;
}
