package lazuli.backend.gpu.elementwise;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.ElementwiseProgram.Convert;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.ElementwiseProgram.Select;
import lazuli.core.backend.ElementwiseProgram.Unary;

/**
 * A program's instructions as statements of the kernels' text. Value {@code i} has the name {@code v<i>} and its dtype's stored type, so that each is
 * rounded before it is used. Constants are members {@code c<i>} of the arguments, never text: programs that differ only in numbers share a kernel.
 */
public final class ProgramText {
    private final ElementwiseProgram program;
    private final String arguments;

    /**
     * @param arguments the name of the structure that has the constants
     */
    public ProgramText(ElementwiseProgram program, String arguments) {
        this.program = program;
        this.arguments = arguments;
    }

    /** The program with all constants zero: what its text depends on. */
    public static ElementwiseProgram withoutConstants(ElementwiseProgram program) {
        if (!hasConstants(program)) {
            return program;
        }
        List<Instruction> instructions = program.instructions().stream()
                .map(each -> each instanceof Constant constant ? new Constant(0, constant.dtype()) : each)
                .toList();
        return new ElementwiseProgram(program.inputs(), instructions, program.outputs());
    }

    private static boolean hasConstants(ElementwiseProgram program) {
        for (Instruction each : program.instructions()) {
            if (each instanceof Constant) {
                return true;
            }
        }
        return false;
    }

    /** Appends the constants' values to a launch, in the order of {@link #members}. */
    public static void append(ElementwiseProgram program, Launch launch) {
        for (Instruction each : program.instructions()) {
            if (each instanceof Constant(long bits, DType dtype)) {
                if (dtype == DType.COMPLEX64) {
                    launch.i32((int) bits).i32((int) (bits >>> 32));
                } else {
                    launch.bits(dtype.size(), bits);
                }
            }
        }
    }

    /** What comes before kernels that contain the program. */
    public String includes() {
        boolean complex = program.inputs().contains(DType.COMPLEX64)
                || program.instructions().stream().anyMatch(each -> each.dtype() == DType.COMPLEX64);
        return complex ? "#include \"complex.h\"\n" : "";
    }

    /** Members of the arguments' structure for the constants. */
    public String members() {
        StringBuilder text = new StringBuilder();
        int value = program.inputs().size();
        for (Instruction each : program.instructions()) {
            if (each instanceof Constant constant) {
                text.append("    %s c%d;\n".formatted(DialectTypes.stored(constant.dtype()), value));
            }
            value++;
        }
        return text.toString();
    }

    /** A name for kernels: the first instructions. */
    public String name() {
        List<String> words = new ArrayList<>();
        for (Instruction each : program.instructions()) {
            switch (each) {
                case Constant _ -> {}
                case Unary unary -> words.add(unary.function().text());
                case Binary binary -> words.add(binary.function().text());
                case Select _ -> words.add("select");
                case Convert convert -> words.add("to_" + convert.dtype());
            }
        }
        return "run_" + (words.isEmpty() ? "copy" : String.join("_", words.subList(0, Math.min(4, words.size()))));
    }

    /** The statements that compute all values from the inputs, which have their names already. */
    public void write(StringBuilder text, String indent) {
        int value = program.inputs().size();
        for (Instruction each : program.instructions()) {
            text.append(indent)
                    .append(DialectTypes.stored(each.dtype()))
                    .append(" v")
                    .append(value)
                    .append(" = ")
                    .append(expression(each, value))
                    .append(";\n");
            value++;
        }
    }

    private String expression(Instruction instruction, int value) {
        return switch (instruction) {
            case Constant _ -> arguments + ".c" + value;
            case Select select -> "v%d ? v%d : v%d".formatted(select.condition(), select.a(), select.b());
            case Convert convert -> Conversions.of("v" + convert.x(), program.dtype(convert.x()), convert.dtype());
            case Unary unary ->
                Conversions.stored(
                        UnaryExpressions.of(unary.function(), lane(unary.x()), computed(unary.x())), unary.dtype());
            case Binary binary ->
                Conversions.stored(
                        BinaryExpressions.of(
                                binary.function(), lane(binary.a()), computed(binary.a()), computed(binary.b())),
                        binary.dtype());
        };
    }

    private Lane lane(int value) {
        return Lane.of(program.dtype(value));
    }

    private String computed(int value) {
        return Conversions.computed("v" + value, program.dtype(value));
    }
}
