package lazuli.backend.gpu.normalization;

/** What is added to a variance, as kernels take it. */
final class Epsilon {
    private Epsilon() {}

    /** In float32; what is too small for it stays more than zero, so that its inverse is finite. */
    static float of(double epsilon) {
        return epsilon > 0 ? Math.max((float) epsilon, Float.MIN_NORMAL) : (float) epsilon;
    }
}
