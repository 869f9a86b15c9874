package lazuli.benchmarks.workload;

/** A training step of a small perceptron with AdamW: what a call with a state takes beside its arithmetic. */
public abstract class SmallStep extends Workload {
    /** Features of each layer, and examples. */
    protected static final int SIZE = 8;
}
