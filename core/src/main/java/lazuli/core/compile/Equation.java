package lazuli.core.compile;

import java.util.List;
import lazuli.core.Stream;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Primitive;

/**
 * A primitive applied to values of a {@link Trace}.
 *
 * @param inputs values by number
 * @param types of the outputs
 * @param first the number of the first output; the others follow
 */
record Equation(Primitive primitive, Stream stream, List<Integer> inputs, List<ArrayType> types, int first) {
    /** The numbers of the outputs. */
    int output(int index) {
        return first + index;
    }
}
