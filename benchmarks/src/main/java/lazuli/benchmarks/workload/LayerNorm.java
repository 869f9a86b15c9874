package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Layer normalization of the rows of a matrix. */
public abstract class LayerNorm extends Workload {
    /** Rows of the matrix. */
    @Param("4096")
    public int rows;

    /** Columns of the matrix. */
    @Param("1024")
    public int columns;
}
