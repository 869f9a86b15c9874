package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Five elementwise operations one after the other: {@code max(2x + 1, 0) * sigmoid(x)}. */
public abstract class Chain extends Workload {
    /** Elements of x. */
    @Param("4194304")
    public int length;
}
