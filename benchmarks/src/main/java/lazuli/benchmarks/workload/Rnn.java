package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** A training step of a layer of recurrent units with the hyperbolic tangent: mean square of what differs from given states, gradients, plain descent. */
public abstract class Rnn extends Workload {
    /** Sequences. */
    @Param("64")
    public int batch;

    /** Steps of a sequence. */
    @Param("64")
    public int length;

    /** Features of each step, and of each state. */
    @Param("256")
    public int features;
}
