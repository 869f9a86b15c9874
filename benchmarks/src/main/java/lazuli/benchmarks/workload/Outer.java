package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Each element of one vector times each of another. */
public abstract class Outer extends Workload {
    /** Elements of the first vector. */
    @Param("2048")
    public int rows;

    /** Elements of the second vector. */
    @Param("2048")
    public int columns;
}
