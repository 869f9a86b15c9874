package lazuli.reference;

import java.util.List;
import java.util.random.RandomGenerator;
import lazuli.core.Array;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An operation in both libraries.
 *
 * @param low the arguments are drawn between {@code low} and {@code high}
 */
record Row(String name, double low, double high, Shapes shapes, Ours ours, Theirs theirs) {
    /** Draws the lengths of the arguments' axes. */
    @FunctionalInterface
    interface Shapes {
        List<int[]> draw(RandomGenerator random);
    }

    /** The operation here; {@code axis} is one of the first argument's. */
    @FunctionalInterface
    interface Ours {
        Array apply(List<Array> arguments, int axis);
    }

    /** The operation there. */
    @FunctionalInterface
    interface Theirs {
        INDArray apply(List<INDArray> arguments, int axis);
    }

    @Override
    public String toString() {
        return name;
    }
}
