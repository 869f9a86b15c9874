package lazuli.core.primitive;

import java.util.Arrays;
import java.util.List;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.Convert;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.elementwise.Select;
import lazuli.core.primitive.elementwise.Unary;

/** A primitive that computes each element from those at the same place of inputs of the same shape; the evaluator fuses them. */
public sealed interface ElementwisePrimitive extends Primitive permits Binary, Convert, Full, Select, Unary {

    /** The program step for operands that are values by number. */
    ElementwiseProgram.Instruction instruction(int[] operands, DType result);

    @Override
    default long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    default void eval(EvalContext at, Kernels kernels) {
        Tensor[] inputs = new Tensor[at.inputs()];
        int[] operands = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = at.input(i);
            operands[i] = i;
        }
        ElementwiseProgram program = new ElementwiseProgram(
                Arrays.stream(inputs).map(Tensor::dtype).toList(),
                List.of(instruction(operands, at.type(0).dtype())),
                List.of(inputs.length));
        kernels.elementwise(program, inputs, new Tensor[] {at.output(0)});
    }

    /** Elementwise work does not care which axis is the batch, as long as it is the same one. */
    @Override
    default BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
