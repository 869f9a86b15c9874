package lazuli.core.backend;

import java.util.List;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;

/**
 * Elementwise work over one broadcast index space, in static single assignment: value {@code i} is input {@code i} for {@code i <
 * inputs.size()}, then the instructions' results in order. Operands of one instruction have one dtype; each result is rounded to
 * its dtype before it is used.
 *
 * @param inputs the inputs' dtypes
 * @param outputs the values to store, by number
 */
public record ElementwiseProgram(List<DType> inputs, List<Instruction> instructions, List<Integer> outputs) {

    /** One step; {@link #dtype()} is its result's. */
    public sealed interface Instruction {
        /** The dtype of the result. */
        DType dtype();
    }

    /**
     * The same number at each index.
     *
     * @param bits the number as the dtype stores it: raw bits of floats (complex64: real part in the low half), integers sign- or
     *     zero-extended, bool 0 or 1
     */
    public record Constant(long bits, DType dtype) implements Instruction {}

    /** {@code function(x)}. */
    public record Unary(UnaryFunction function, int x, DType dtype) implements Instruction {}

    /** {@code function(a, b)}. */
    public record Binary(BinaryFunction function, int a, int b, DType dtype) implements Instruction {}

    /** {@code condition ? a : b}; the condition is bool. */
    public record Select(int condition, int a, int b, DType dtype) implements Instruction {}

    /**
     * {@code x} converted as a C cast does: floats to integers truncate, to narrower integers wrap, anything but zero is true,
     * complex to real drops the imaginary part.
     */
    public record Convert(int x, DType dtype) implements Instruction {}

    /** The dtype of value {@code i}. */
    public DType dtype(int value) {
        return value < inputs.size()
                ? inputs.get(value)
                : instructions.get(value - inputs.size()).dtype();
    }
}
