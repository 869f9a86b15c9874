package lazuli.core;

import java.util.List;

/** Gradients of functions with respect to several arguments. */
public final class Gradients {
    private Gradients() {}

    /** Gradients of a function of two arrays. */
    @FunctionalInterface
    public interface Of2 {
        /** The gradients at these arguments. */
        List<Array> apply(Array a, Array b);
    }

    /** Gradients of a function of three arrays. */
    @FunctionalInterface
    public interface Of3 {
        /** The gradients at these arguments. */
        List<Array> apply(Array a, Array b, Array c);
    }

    /** Gradients of a function of four arrays. */
    @FunctionalInterface
    public interface Of4 {
        /** The gradients at these arguments. */
        List<Array> apply(Array a, Array b, Array c, Array d);
    }
}
