package lazuli.core.primitive.elementwise;

import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.*;

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
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** {@code condition ? a : b} for a bool condition and two arrays, all of one shape. */
public record Select() implements ElementwisePrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                inputs.size() == 3
                        && inputs.get(1).equals(inputs.get(2))
                        && inputs.getFirst().equals(inputs.get(1).with(DType.BOOL)),
                this,
                inputs);
        return List.of(inputs.get(1));
    }

    @Override
    public ElementwiseProgram.Instruction instruction(int[] operands, DType result) {
        return new ElementwiseProgram.Select(operands[0], operands[1], operands[2], result);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array condition = at.primal(0);
        Array d = at.cotangent();
        return Arrays.asList(
                null,
                at.isWanted(1) ? where(condition, d, zerosLike(d)) : null,
                at.isWanted(2) ? where(condition, zerosLike(d), d) : null);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.hasTangent(1) || at.hasTangent(2)
                ? Arrays.asList(where(at.primal(0), at.tangent(1), at.tangent(2)))
                : at.none();
    }
}
