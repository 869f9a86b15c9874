package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The mean softmax cross entropy of logits with class numbers, and its gradient. */
public abstract class CrossEntropy extends Workload {
    /** Rows of the logits. */
    @Param("4096")
    public int rows;

    /** Columns of the logits. */
    @Param("1000")
    public int classes;
}
