package lazuli.core.primitive;

import java.util.List;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;

/**
 * What a kernel takes for granted of its primitive and inputs, since it reads memory unchecked. Operations have checked it in better words;
 * graphs from files have not.
 */
public final class Preconditions {
    private Preconditions() {}

    /** Refuses inputs that do not fit. */
    public static void require(boolean fits, Primitive primitive, List<ArrayType> inputs) {
        if (!fits) {
            throw new ShapeException(primitive.text(), "%s does not take %s", primitive, inputs);
        }
    }

    /** Refuses any but one input that has the axis. */
    public static void requireOneWith(int axis, Primitive primitive, List<ArrayType> inputs) {
        require(inputs.size() == 1 && isAxis(inputs.getFirst(), axis), primitive, inputs);
    }

    /** Refuses any but one input. */
    public static void requireOne(Primitive primitive, List<ArrayType> inputs) {
        require(inputs.size() == 1, primitive, inputs);
    }

    /** Refuses an operand that should have been converted first. */
    public static void requireOperand(Primitive primitive, DType wanted, DType given) {
        if (wanted != given) {
            throw new DTypeException(primitive.text(), "needs operands of %s converted to %s first", given, wanted);
        }
    }

    /** Refuses integers and bool. */
    public static void requireFloatingOrComplex(Primitive primitive, ArrayType x) {
        requireOperand(primitive, x.dtype().toFloating(), x.dtype());
    }

    /** Whether {@code axis} is one of x, counted from the first: negative ones are none. */
    public static boolean isAxis(ArrayType x, int axis) {
        return axis >= 0 && axis < x.shape().rank();
    }

    /** Whether these are an array and indices for an axis of it. */
    public static boolean isIndexed(ArrayType x, ArrayType indices, int axis) {
        return isAxis(x, axis) && indices.dtype().isInteger();
    }

    /** Whether all inputs, at least one, are of the same dtype. */
    public static boolean haveOneDType(List<ArrayType> inputs) {
        return inputs.stream()
                .allMatch(input -> input.dtype() == inputs.getFirst().dtype());
    }

    /** Whether two shapes differ in the lengths of some axes at most, which end before {@code end}. */
    public static boolean differBetween(int start, int end, Shape a, Shape b) {
        boolean fits = a.rank() == b.rank();
        for (int axis = 0; fits && axis < a.rank(); axis++) {
            fits = (axis >= start && axis < end) || a.length(axis) == b.length(axis);
        }
        return fits;
    }
}
