package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** At each place the sum of the elements up to it. */
public abstract class CumulativeSum extends Workload {
    /** Elements of the array. */
    @Param({"65536", "4194304", "16777216"})
    public int length;
}
