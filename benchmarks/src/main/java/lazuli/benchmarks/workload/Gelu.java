package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The Gaussian error linear unit by its definition: {@code x * (1 + erf(x / sqrt(2))) / 2}. */
public abstract class Gelu extends Workload {
    /** Elements of x. */
    @Param("4194304")
    public int length;
}
