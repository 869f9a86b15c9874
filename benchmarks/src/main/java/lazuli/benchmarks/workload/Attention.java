package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Causal attention of one batch. */
public abstract class Attention extends Workload {
    /** Heads. */
    @Param("8")
    public int heads;

    /** Queries and keys of a head. */
    @Param("2048")
    public int length;

    /** Elements of a vector. */
    @Param("64")
    public int elements;
}
