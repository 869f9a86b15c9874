package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** A training step of a small perceptron with AdamW: what a call with a state takes beside its arithmetic. */
public abstract class SmallStep extends Workload {
    /** Features of each layer, and examples. */
    @Param("8")
    public int size;
}
