package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** One array to the power of another, positive bases of float32. */
public abstract class Power extends Workload {
    /** Elements of each array. */
    @Param("4194304")
    public int length;
}
