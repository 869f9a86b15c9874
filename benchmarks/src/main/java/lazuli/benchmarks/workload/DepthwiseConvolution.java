package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** A convolution of 3 x 3 over images of 32 x 32, each channel by itself, and the gradients of its output's sum. */
public abstract class DepthwiseConvolution extends Workload {
    /** Images. */
    @Param("64")
    public int batch;

    /** Channels of the input and of the output. */
    @Param("64")
    public int channels;
}
