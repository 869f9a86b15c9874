package lazuli.core.primitive.elementwise;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import org.jspecify.annotations.Nullable;

/** Conversion to another dtype. */
public record Convert(DType dtype) implements ElementwisePrimitive {
    @Override
    public String text() {
        return "astype";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        return List.of(inputs.getFirst().with(dtype));
    }

    @Override
    public ElementwiseProgram.Instruction instruction(int[] operands, DType result) {
        return new ElementwiseProgram.Convert(operands[0], result);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return dtype.isDifferentiable()
                ? at.wanted(() -> at.cotangent().astype(at.primal(0).dtype()))
                : at.none();
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return dtype.isDifferentiable() ? Arrays.asList(at.tangent(0).astype(dtype)) : at.none();
    }
}
