package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.graph.ArrayType;
import org.jspecify.annotations.Nullable;

/**
 * The same number everywhere.
 *
 * @param bits the number as {@link ElementwiseProgram.Constant} has it
 */
public record Full(long bits, DType dtype, Shape shape) implements ElementwisePrimitive {
    /** The number, if it is a floating one; NaN if not. */
    double number() {
        return switch (dtype) {
            case FLOAT16 -> Float.float16ToFloat((short) bits);
            case BFLOAT16 -> Float.intBitsToFloat((int) bits << 16);
            case FLOAT32 -> Float.intBitsToFloat((int) bits);
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case COMPLEX64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> Double.NaN;
        };
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(0);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Fit.require(dtype != DType.BOOL || bits == 0 || bits == 1, this, inputs);
        return List.of(new ArrayType(shape, dtype));
    }

    @Override
    public ElementwiseProgram.Instruction instruction(int[] operands, DType result) {
        return new ElementwiseProgram.Constant(bits, dtype);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.none();
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.none();
    }
}
