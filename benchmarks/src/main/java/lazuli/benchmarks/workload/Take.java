package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Elements at random places. */
public abstract class Take extends Workload {
    /** Elements of the array. */
    @Param("16777216")
    public int length;
}
