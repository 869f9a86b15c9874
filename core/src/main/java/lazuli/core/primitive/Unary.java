package lazuli.core.primitive;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.graph.ArrayType;
import org.jspecify.annotations.Nullable;

/** An elementwise function of one array. */
public record Unary(UnaryFunction function) implements ElementwisePrimitive {
    @Override
    public String text() {
        return function.text();
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        return List.of(x.with(function.resultType(x.dtype())));
    }

    @Override
    public ElementwiseProgram.Instruction instruction(int[] operands, DType result) {
        return new ElementwiseProgram.Unary(function, operands[0], result);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        UnaryFunction.Derivative adjoint = function.adjoint(at.primal(0).dtype());
        return adjoint == null ? at.none() : at.wanted(() -> adjoint.times(at.cotangent(), at.primal(0), at.output(0)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        UnaryFunction.Derivative derivative = function.derivative(at.primal(0).dtype());
        return derivative == null
                ? at.none()
                : Arrays.asList(derivative.times(at.tangent(0), at.primal(0), at.output(0)));
    }
}
