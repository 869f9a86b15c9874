package lazuli.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Shape;

/**
 * One call of a public operation, for tests of what every operation does.
 *
 * @param name class and method, as {@code Mx.add}
 * @param shapes those of the array arguments
 * @param placed whether constants of the call speak of the arguments' lengths, like positions that are to be taken
 */
record Operation(String name, List<Shape> shapes, boolean placed, FnN function) {

    /** Arguments by seed: small whole numbers, truth values, or numbers between a fifth and four fifths. */
    List<Array> inputs(DType dtype, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Array> inputs = new ArrayList<>();
        for (Shape shape : shapes) {
            inputs.add(input(dtype, shape, random));
        }
        return inputs;
    }

    private static Array input(DType dtype, Shape shape, SplittableRandom random) {
        double[] values = new double[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (dtype.kind()) {
                case BOOLEAN -> random.nextInt(2);
                case SIGNED, UNSIGNED -> 1 + random.nextInt(4);
                case FLOATING, COMPLEX -> random.nextDouble(0.2, 0.8);
            };
        }
        return Mx.array(values, shape).astype(dtype);
    }

    /** The same call on arguments of other shapes. */
    Operation withShapes(List<Shape> other) {
        return new Operation(name, other, placed, function);
    }

    @Override
    public String toString() {
        return name;
    }
}
