package lazuli.backend.cpu.elementwise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.ElementwiseProgram.Convert;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.ElementwiseProgram.Select;
import lazuli.core.backend.ElementwiseProgram.Unary;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;

/** Programs of up to thirty instructions, most of them such that generated loops can compute them. */
final class RandomPrograms {
    private static final List<DType> COMMON = List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64);
    private static final List<DType> ALL = List.of(DType.values());

    private final SplittableRandom random;
    private final List<DType> types = new ArrayList<>();

    private RandomPrograms(SplittableRandom random) {
        this.random = random;
    }

    static ElementwiseProgram next(SplittableRandom random) {
        return new RandomPrograms(random).program();
    }

    private ElementwiseProgram program() {
        DType main = COMMON.get(random.nextInt(COMMON.size()));
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            types.add(random.nextInt(4) == 0 ? ALL.get(random.nextInt(ALL.size())) : main);
        }
        List<DType> inputs = List.copyOf(types);
        List<Instruction> instructions = new ArrayList<>();
        for (int i = random.nextInt(1, 31); i > 0; i--) {
            Instruction instruction = instruction();
            instructions.add(instruction);
            types.add(instruction.dtype());
        }
        List<Integer> outputs = new ArrayList<>(List.of(types.size() - 1));
        for (int i = random.nextInt(4); i > 0; i--) {
            outputs.add(random.nextInt(types.size()));
        }
        return new ElementwiseProgram(inputs, instructions, outputs);
    }

    private Instruction instruction() {
        int x = random.nextInt(types.size());
        DType type = types.get(x);
        int y = oneOf(IntStream.range(0, types.size()).filter(i -> types.get(i) == type));
        int[] conditions = IntStream.range(0, types.size())
                .filter(i -> types.get(i) == DType.BOOL)
                .toArray();
        int kind = random.nextInt(20);
        if (kind == 0) {
            return new Constant(type == DType.BOOL ? 1 : 0x3C, type);
        }
        if (kind == 1) {
            return new Convert(x, ALL.get(random.nextInt(ALL.size())));
        }
        if (kind <= 4 && conditions.length > 0) {
            return new Select(conditions[random.nextInt(conditions.length)], x, y, type);
        }
        if (kind <= 10) {
            UnaryFunction[] functions = Arrays.stream(UnaryFunction.values())
                    .filter(function -> function.takes(type) && function.operandType(type) == type)
                    .toArray(UnaryFunction[]::new);
            UnaryFunction function = functions[random.nextInt(functions.length)];
            return new Unary(function, x, function.resultType(type));
        }
        BinaryFunction[] functions = Arrays.stream(BinaryFunction.values())
                .filter(function -> function.takes(type) && function.operandType(type) == type)
                .toArray(BinaryFunction[]::new);
        BinaryFunction function = functions[random.nextInt(functions.length)];
        return new Binary(function, x, y, function.resultType(type));
    }

    private int oneOf(IntStream numbers) {
        int[] all = numbers.toArray();
        return all[random.nextInt(all.length)];
    }
}
