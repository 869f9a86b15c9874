package lazuli.backend.cpu.elementwise;

import java.util.Arrays;
import java.util.List;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;

/** Programs of one instruction, run on tensors of one shape. */
final class Programs {
    private Programs() {}

    static Tensor run(UnaryFunction function, Tensor x) {
        DType result = function.resultType(x.dtype());
        return run(new ElementwiseProgram.Unary(function, 0, result), x);
    }

    static Tensor run(BinaryFunction function, Tensor x, Tensor y) {
        DType result = function.resultType(x.dtype());
        return run(new ElementwiseProgram.Binary(function, 0, 1, result), x, y);
    }

    static Tensor run(ElementwiseProgram.Instruction instruction, Tensor... inputs) {
        List<DType> dtypes = Arrays.stream(inputs).map(Tensor::dtype).toList();
        Tensor to = Elements.allocate(instruction.dtype(), inputs[0].shape().toArray());
        Elementwise.run(
                new ElementwiseProgram(dtypes, List.of(instruction), List.of(inputs.length)), inputs, new Tensor[] {to
                });
        return to;
    }
}
