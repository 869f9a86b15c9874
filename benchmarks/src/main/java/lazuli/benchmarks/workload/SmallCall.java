package lazuli.benchmarks.workload;

/** The sum of {@code (x + y) * y} for two small matrices: what a call takes beside its arithmetic. */
public abstract class SmallCall extends Workload {
    /** Rows and columns. */
    protected static final int SIZE = 4;
}
