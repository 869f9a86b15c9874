package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Every second element of an array plus another array. */
public abstract class StridedAdd extends Workload {
    /** Elements of the sum. */
    @Param("4194304")
    public int length;
}
