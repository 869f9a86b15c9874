package lazuli.backend.cpu.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.ElementwiseProgram.Convert;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.ElementwiseProgram.Select;
import lazuli.core.backend.ElementwiseProgram.Unary;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program of many instructions gives the bits that its instructions give one by one, also when it writes over its inputs. */
class FusionTest {
    private static final List<DType> DTYPES = List.of(DType.values());

    private static final UnaryFunction[] UNARY = {
        UnaryFunction.ABS, UnaryFunction.SQUARE, UnaryFunction.SIGN, UnaryFunction.LOGICAL_NOT, UnaryFunction.ROUND
    };
    private static final BinaryFunction[] BINARY = {
        BinaryFunction.ADD,
        BinaryFunction.SUBTRACT,
        BinaryFunction.MULTIPLY,
        BinaryFunction.MAXIMUM,
        BinaryFunction.LESS,
        BinaryFunction.EQUAL
    };

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fusedMatchesOneByOne(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] lengths =
                random.nextBoolean() ? new int[] {random.nextInt(1, 40)} : new int[] {random.nextInt(1, 90), 131};
        ElementwiseProgram program = program(random);
        List<Tensor> inputs = new ArrayList<>();
        for (DType dtype : program.inputs()) {
            Tensor input = Elements.allocate(dtype, lengths);
            Elements.fill(input, random, -3, 3, true);
            inputs.add(input);
        }
        List<Tensor> expected = oneByOne(program, inputs);
        List<Tensor> outputs = outputs(program, inputs, random);
        Elementwise.run(program, inputs.toArray(Tensor[]::new), outputs.toArray(Tensor[]::new));
        for (int i = 0; i < outputs.size(); i++) {
            Tensor want = expected.get(program.outputs().get(i));
            for (long index = 0; index < want.shape().size(); index++) {
                if (Elements.bits(want, index) != Elements.bits(outputs.get(i), index)) {
                    assertEquals(
                            Elements.read(want, index),
                            Elements.read(outputs.get(i), index),
                            "seed " + seed + " output " + i + " at " + index + " of " + program);
                }
            }
        }
    }

    private static ElementwiseProgram program(SplittableRandom random) {
        List<DType> types = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            types.add(DTYPES.get(random.nextInt(DTYPES.size())));
        }
        List<DType> inputs = List.copyOf(types);
        List<Instruction> instructions = new ArrayList<>();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            Instruction instruction = instruction(types, random);
            instructions.add(instruction);
            types.add(instruction.dtype());
        }
        List<Integer> outputs = new ArrayList<>(List.of(types.size() - 1));
        for (int i = random.nextInt(3); i > 0; i--) {
            outputs.add(random.nextInt(types.size()));
        }
        return new ElementwiseProgram(inputs, instructions, outputs);
    }

    private static Instruction instruction(List<DType> types, SplittableRandom random) {
        int x = random.nextInt(types.size());
        DType type = types.get(x);
        List<Integer> alike = IntStream.range(0, types.size())
                .filter(i -> types.get(i) == type)
                .boxed()
                .toList();
        int y = alike.get(random.nextInt(alike.size()));
        int condition = types.lastIndexOf(DType.BOOL);
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Constant(type == DType.BOOL ? 1 : 0x3C, type);
        }
        if (kind == 1 && condition >= 0) {
            return new Select(condition, x, y, type);
        }
        if (kind <= 3) {
            return new Convert(x, DTYPES.get(random.nextInt(DTYPES.size())));
        }
        if (kind <= 5) {
            UnaryFunction function = UNARY[random.nextInt(UNARY.length)];
            return new Unary(function, x, function.resultType(type));
        }
        BinaryFunction function = BINARY[random.nextInt(BINARY.length)];
        return new Binary(function, x, y, function.resultType(type));
    }

    /** All values of the program, each from a program of one instruction. */
    private static List<Tensor> oneByOne(ElementwiseProgram program, List<Tensor> inputs) {
        List<Tensor> values = new ArrayList<>();
        for (Tensor input : inputs) {
            Tensor copy = Elements.allocate(input.dtype(), input.shape().toArray());
            for (long i = 0; i < input.shape().size(); i++) {
                Elements.write(copy, i, Elements.read(input, i));
            }
            values.add(copy);
        }
        for (Instruction instruction : program.instructions()) {
            values.add(
                    switch (instruction) {
                        case Constant constant ->
                            constant(constant, inputs.get(0).shape());
                        case Unary unary ->
                            Programs.run(new Unary(unary.function(), 0, unary.dtype()), values.get(unary.x()));
                        case Binary binary ->
                            Programs.run(
                                    new Binary(binary.function(), 0, 1, binary.dtype()),
                                    values.get(binary.a()),
                                    values.get(binary.b()));
                        case Select select ->
                            Programs.run(
                                    new Select(0, 1, 2, select.dtype()),
                                    values.get(select.condition()),
                                    values.get(select.a()),
                                    values.get(select.b()));
                        case Convert convert -> Programs.run(new Convert(0, convert.dtype()), values.get(convert.x()));
                    });
        }
        return values;
    }

    private static Tensor constant(Constant constant, Shape shape) {
        Tensor bits = Elements.allocate(constant.dtype(), 1);
        NativeMemory.setByte(bits.address(), (byte) constant.bits());
        for (int i = 1; i < constant.dtype().size(); i++) {
            NativeMemory.setByte(bits.address() + i, (byte) 0);
        }
        Tensor everywhere = bits.view(shape, new long[shape.rank()], 0);
        Tensor to = Elements.allocate(constant.dtype(), shape.toArray());
        for (long i = 0; i < shape.size(); i++) {
            Elements.write(to, i, Elements.read(everywhere, i));
        }
        return to;
    }

    /** New tensors, or where sizes allow sometimes the memory of an input that no other output has. */
    private static List<Tensor> outputs(ElementwiseProgram program, List<Tensor> inputs, SplittableRandom random) {
        List<Tensor> free = new ArrayList<>(inputs);
        List<Tensor> outputs = new ArrayList<>();
        for (int value : program.outputs()) {
            DType dtype = program.dtype(value);
            Tensor donor = free.stream()
                    .filter(input -> input.dtype().size() == dtype.size())
                    .findFirst()
                    .orElse(null);
            if (donor != null && random.nextBoolean()) {
                free.remove(donor);
                outputs.add(Tensor.rowMajor(donor.buffer(), dtype, donor.shape()));
            } else {
                outputs.add(Elements.allocate(dtype, inputs.get(0).shape().toArray()));
            }
        }
        return outputs;
    }
}
