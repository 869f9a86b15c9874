package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Many additions of arrays of four elements, each to the result of the one before. */
public abstract class SmallAdds extends Workload {
    /** Additions. */
    @Param("10000")
    public int count;
}
