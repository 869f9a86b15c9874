package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The sum of all elements. */
public abstract class Sum extends Workload {
    /** Elements of the array. */
    @Param({"65536", "4194304", "16777216"})
    public int length;
}
