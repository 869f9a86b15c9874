package lazuli.backend.cpu.onednn;

/** The three computations that belong to one convolution. */
public enum ConvolutionDirection {
    FORWARD,
    BACKWARD_DATA,
    BACKWARD_WEIGHTS
}
