package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** An update by AdamW of all parameters in one array, the gradient being there. */
public abstract class AdamW extends Workload {
    /** Parameters. */
    @Param("11000000")
    public int length;
}
