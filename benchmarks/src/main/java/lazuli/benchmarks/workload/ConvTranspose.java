package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** A transposed convolution of 4 x 4 with stride 2 over images of 16 x 16, which doubles them. */
public abstract class ConvTranspose extends Workload {
    /** Images. */
    @Param("64")
    public int batch;

    /** Channels of the input and of the output. */
    @Param("64")
    public int channels;
}
