package lazuli.backend.gpu.elementwise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.gpu.kernel.KernelSource;
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
import org.jspecify.annotations.Nullable;

/**
 * The programs of one instruction that others are made of, all of a dtype in one text: every function of arrays, and of an array and a number, conversions and
 * selections.
 */
final class SingleInstructions {
    private static final Map<Key, Map<ElementwiseProgram, ElementwiseSource>> TEXTS = new ConcurrentHashMap<>();

    private SingleInstructions() {}

    private record Key(DType dtype, Access access) {}

    /** A program's kernel among them; null if it is not one of them. */
    static @Nullable ElementwiseSource find(ElementwiseProgram program, Access access) {
        if (program.inputs().isEmpty() || program.inputs().getLast() == DType.FLOAT64) {
            return null;
        }
        // The last input's dtype is what is selected, or the operands'.
        Key key = new Key(program.inputs().getLast(), access);
        return TEXTS.computeIfAbsent(key, SingleInstructions::write).get(program);
    }

    private static Map<ElementwiseProgram, ElementwiseSource> write(Key key) {
        Map<String, ElementwiseProgram> programs = new LinkedHashMap<>();
        of(key.dtype()).forEach(program -> programs.put(name(program, programs.size()), program));
        StringBuilder text = new StringBuilder();
        programs.values().stream()
                .map(program -> new ProgramText(program, "s").includes())
                .filter(includes -> !includes.isEmpty())
                .findFirst()
                .ifPresent(text::append);
        programs.forEach((name, program) -> text.append(ElementwiseSource.kernel(program, key.access(), false, name)));
        KernelSource source = KernelSource.written("elementwise_" + key.dtype(), text.toString());
        Map<ElementwiseProgram, ElementwiseSource> all = new LinkedHashMap<>();
        programs.forEach((name, program) -> all.put(program, new ElementwiseSource(source, name)));
        return all;
    }

    private static String name(ElementwiseProgram program, int number) {
        return new ProgramText(program, "s").name() + "_" + number;
    }

    /** All of a dtype. */
    static List<ElementwiseProgram> of(DType dtype) {
        List<ElementwiseProgram> all = new ArrayList<>();
        all.add(ElementwiseKernels.identity(dtype));
        for (UnaryFunction function : UnaryFunction.values()) {
            if (function.takes(dtype) && function.operandType(dtype) == dtype) {
                all.add(program(List.of(dtype), new Unary(function, 0, function.resultType(dtype))));
            }
        }
        Constant number = new Constant(0, dtype);
        for (BinaryFunction function : BinaryFunction.values()) {
            if (function.takes(dtype) && function.operandType(dtype) == dtype) {
                DType result = function.resultType(dtype);
                all.add(program(List.of(dtype, dtype), new Binary(function, 0, 1, result)));
                all.add(program(List.of(dtype), new Binary(function, 0, 0, result)));
                all.add(program(List.of(dtype), number, new Binary(function, 0, 1, result)));
                all.add(program(List.of(dtype), number, new Binary(function, 1, 0, result)));
            }
        }
        for (DType to : DType.values()) {
            if (to != DType.FLOAT64 && to != dtype) {
                all.add(program(List.of(dtype), new Convert(0, to)));
            }
        }
        if (dtype != DType.BOOL) {
            all.add(program(List.of(DType.BOOL, dtype, dtype), new Select(0, 1, 2, dtype)));
            all.add(program(List.of(DType.BOOL, dtype), number, new Select(0, 1, 2, dtype)));
            all.add(program(List.of(DType.BOOL, dtype), number, new Select(0, 2, 1, dtype)));
        }
        return all;
    }

    private static ElementwiseProgram program(List<DType> inputs, Instruction... instructions) {
        int result = inputs.size() + instructions.length - 1;
        return new ElementwiseProgram(inputs, List.of(instructions), List.of(result));
    }
}
