package lazuli.core.operation;

import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.graph.TraceScope;

/** Weights that fade a stretch of a signal in and out, as float32 vectors. */
public final class Windows {
    private Windows() {}

    /** The raised cosine, zero at both ends. */
    public static Array hanning(int length) {
        return window(length, part -> Functions.square(Functions.sin(Functions.multiply(part, Math.PI))));
    }

    /** The raised cosine on a pedestal. */
    public static Array hamming(int length) {
        return window(length, part -> Functions.subtract(0.54, cosine(part, 1, 0.46)));
    }

    /** Two cosines, zero at both ends. */
    public static Array blackman(int length) {
        return window(
                length, part -> Functions.add(Functions.subtract(0.42, cosine(part, 1, 0.5)), cosine(part, 2, 0.08)));
    }

    /** The triangle, zero at both ends. */
    public static Array bartlett(int length) {
        return window(
                length,
                part -> Functions.subtract(1, Functions.abs(Functions.subtract(Functions.multiply(part, 2), 1))));
    }

    private static Array cosine(Array part, int turns, double amplitude) {
        return Functions.multiply(Functions.cos(Functions.multiply(part, 2 * Math.PI * turns)), amplitude);
    }

    /** {@code weight} of positions that go from 0 to 1. */
    private static Array window(int length, UnaryOperator<Array> weight) {
        return length <= 1
                ? Creation.ones(Shape.of(Math.max(0, length)), DType.FLOAT32)
                : TraceScope.result(() -> weight.apply(Creation.linspace(0, 1, length, true, DType.FLOAT32)));
    }
}
