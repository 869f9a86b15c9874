package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The gradient of the table of an embedding. */
public abstract class EmbeddingGradient extends Workload {
    /** Words of the table. */
    @Param("32768")
    public int rows;

    /** Numbers of each word. */
    @Param("256")
    public int features;

    /** Words that were looked up. */
    @Param("16384")
    public int count;
}
