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
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** An elementwise function of one array. */
public record Unary(UnaryFunction function) implements ElementwisePrimitive {
    @Override
    public String text() {
        return function.text();
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType x = inputs.getFirst();
        Preconditions.requireOperand(this, function.operandType(x.dtype()), x.dtype());
        return List.of(x.with(function.resultType(x.dtype())));
    }

    @Override
    public ElementwiseProgram.Instruction instruction(int[] operands, DType result) {
        return new ElementwiseProgram.Unary(function, operands[0], result);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        UnaryDerivatives.Rule rule = UnaryDerivatives.of(function, at.primal(0).dtype());
        return rule == null
                ? at.none()
                : at.wanted(() -> times(rule.adjoint(), at.cotangent(), at.primal(0), at.output(0)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        UnaryDerivatives.Rule rule = UnaryDerivatives.of(function, at.primal(0).dtype());
        return rule == null
                ? at.none()
                : Arrays.asList(times(rule.derivative(), at.tangent(0), at.primal(0), at.output(0)));
    }

    /** Products, squares and quotients within a derivative of half floats are float32, so that they neither overflow nor round twice. */
    private static Array times(UnaryDerivatives.Derivative derivative, Array d, Array x, Array y) {
        Array wide = HalfPrecision.widen(d);
        Array product = derivative.times(wide, HalfPrecision.widen(x), HalfPrecision.widen(y));
        return product == wide ? d : HalfPrecision.round(product, d.dtype());
    }
}
