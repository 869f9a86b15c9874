package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The mean of squared differences, {@code mean((a - b)^2)}. */
public abstract class SquaredError extends Workload {
    /** Elements of each array. */
    @Param("16777216")
    public int length;
}
