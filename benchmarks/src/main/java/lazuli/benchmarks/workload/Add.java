package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The sum of two arrays, into memory of its own. */
public abstract class Add extends Workload {
    /** Elements of each array. */
    @Param("16777216")
    public int length;
}
