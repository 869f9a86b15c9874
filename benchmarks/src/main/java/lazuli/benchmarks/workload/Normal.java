package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Numbers of the standard normal distribution. */
public abstract class Normal extends Workload {
    /** How many. */
    @Param("4194304")
    public int length;
}
