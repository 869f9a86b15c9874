package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Fourier transforms of the rows of a matrix. */
public abstract class FftBatch extends Workload {
    /** Rows of the matrix. */
    @Param("4096")
    public int rows;

    /** Complex numbers of a row. */
    @Param("1024")
    public int columns;
}
