package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** All elements in order. */
public abstract class Sort extends Workload {
    /** Elements of the array. */
    @Param("16777216")
    public int length;
}
