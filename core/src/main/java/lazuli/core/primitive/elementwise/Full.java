package lazuli.core.primitive.elementwise;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.graph.ArrayType;
import lazuli.core.operation.Scalars;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * The same number everywhere.
 *
 * @param bits the number as {@link ElementwiseProgram.Constant} has it
 */
public record Full(long bits, DType dtype, Shape shape) implements ElementwisePrimitive {
    /** The number: a Long, a Double, or a {@link lazuli.core.Complex}. */
    public Number number() {
        return Scalars.number(bits, dtype);
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(0);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(dtype != DType.BOOL || bits == 0 || bits == 1, this, inputs);
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
