package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** Fourier transform of one long line. */
public abstract class Fft extends Workload {
    /** Complex numbers. */
    @Param("1048576")
    public int length;
}
