package lazuli.core;

/** Which of a Fourier transform and its inverse is divided by what; n is the number of elements transformed together. */
public enum FftNorm {
    /** The inverse by n. */
    BACKWARD,
    /** Both by the square root of n, which makes them unitary. */
    ORTHO,
    /** The transform by n. */
    FORWARD;

    /** The factor for one axis. */
    public double scale(int n, boolean inverse) {
        return switch (this) {
            case BACKWARD -> inverse ? 1.0 / n : 1;
            case ORTHO -> 1 / Math.sqrt(n);
            case FORWARD -> inverse ? 1 : 1.0 / n;
        };
    }
}
