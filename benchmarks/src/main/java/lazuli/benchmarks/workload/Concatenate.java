package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Two matrices side by side. */
public abstract class Concatenate extends Workload {
    /** Rows of each matrix. */
    @Param("4096")
    public int rows;

    /** Columns of each matrix. */
    @Param("512")
    public int columns;
}
