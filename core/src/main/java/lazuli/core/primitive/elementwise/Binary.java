package lazuli.core.primitive.elementwise;

import static lazuli.core.operation.Functions.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.ShapeException;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** An elementwise function of two arrays of one shape and dtype. */
public record Binary(BinaryFunction function) implements ElementwisePrimitive {
    @Override
    public String text() {
        return function.text();
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(2);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType a = inputs.get(0);
        ArrayType b = inputs.get(1);
        if (!a.shape().equals(b.shape())) {
            throw new ShapeException(text(), "shapes differ: %s and %s", a.shape(), b.shape());
        }
        if (a.dtype() != b.dtype()) {
            throw new DTypeException(text(), "dtypes differ: %s and %s", a.dtype(), b.dtype());
        }
        Preconditions.requireOperand(this, function.operandType(a.dtype()), a.dtype());
        return List.of(a.with(function.resultType(a.dtype())));
    }

    @Override
    public ElementwiseProgram.Instruction instruction(int[] operands, DType result) {
        return new ElementwiseProgram.Binary(function, operands[0], operands[1], result);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        List<@Nullable Array> cotangents = new ArrayList<>(2);
        for (int operand = 0; operand < 2; operand++) {
            BinaryDerivatives.Derivative derivative = BinaryDerivatives.of(function, operand);
            cotangents.add(derivative == null || !at.isWanted(operand) ? null : adjoint(derivative, at));
        }
        return cotangents;
    }

    /** Each derivative is multiplication by a number, so its adjoint multiplies by the conjugate. */
    private static Array adjoint(BinaryDerivatives.Derivative derivative, Backward at) {
        return conjugate(times(derivative, conjugate(at.cotangent()), at.primal(0), at.primal(1), at.output(0)));
    }

    /** Products, squares and quotients within a derivative of half floats are float32, so that they neither overflow nor round twice. */
    private static Array times(BinaryDerivatives.Derivative derivative, Array d, Array a, Array b, Array y) {
        Array wide = HalfPrecision.widen(d);
        Array product = derivative.times(wide, HalfPrecision.widen(a), HalfPrecision.widen(b), HalfPrecision.widen(y));
        return product == wide ? d : HalfPrecision.round(product, y.dtype());
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array sum = null;
        for (int operand = 0; operand < 2; operand++) {
            BinaryDerivatives.Derivative derivative = BinaryDerivatives.of(function, operand);
            if (derivative != null && at.hasTangent(operand)) {
                Array term = times(derivative, at.tangent(operand), at.primal(0), at.primal(1), at.output(0));
                sum = sum == null ? term : sum.add(term);
            }
        }
        return Arrays.asList(sum);
    }
}
