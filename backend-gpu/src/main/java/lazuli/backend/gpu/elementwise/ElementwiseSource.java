package lazuli.backend.gpu.elementwise;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;

/**
 * Writes the kernel of a program. Its slots are the inputs and the outputs, its arguments the number of indices, what the access needs and the
 * constants. A thread computes {@link #PER_THREAD} elements; the threads of a group lie side by side, so that their accesses are joined.
 *
 * @param source the text
 * @param kernel its name there
 */
public record ElementwiseSource(KernelSource source, String kernel) {
    /** Elements that a thread computes. */
    public static final int PER_THREAD = 4;

    /**
     * Writes a kernel.
     *
     * @param program without constants' values
     * @param stridedOutputs whether outputs have strides of their own; else they lie in the order of the indices
     */
    public static ElementwiseSource of(ElementwiseProgram program, Access access, boolean stridedOutputs) {
        ProgramText body = new ProgramText(program, "s");
        String name = body.name();
        String text = body.includes() + kernel(program, access, stridedOutputs, name);
        return new ElementwiseSource(KernelSource.written(name, text), name);
    }

    /** A kernel's text, with a structure of its own, so that others can follow. */
    static String kernel(ElementwiseProgram program, Access access, boolean stridedOutputs, String name) {
        ProgramText body = new ProgramText(program, "s");
        int inputs = program.inputs().size();
        int outputs = program.outputs().size();
        int operands = stridedOutputs ? inputs + outputs : inputs;
        StringBuilder text = new StringBuilder();
        text.append("struct Arguments_%s {\n    %s size;\n".formatted(name, access.index()))
                .append(access.members(operands))
                .append(body.members())
                .append("};\n");
        text.append("KERNEL(%s, %s) {\n".formatted(name, parameters(program, name)));
        text.append("    %s i = %s(GRP(x)) * (DIM(x) * %du) + LID(x);\n"
                .formatted(access.index(), access.index(), PER_THREAD));
        text.append(
                "    for (u32 k = 0; k < %du; k++, i += DIM(x)) {\n        if (i < s.size) {\n".formatted(PER_THREAD));
        String indent = " ".repeat(12);
        text.append(access.offsets("s", "i", "o", operands, indent));
        for (int i = 0; i < inputs; i++) {
            text.append("%s%s v%d = x%d[o%d];\n"
                    .formatted(indent, DialectTypes.stored(program.inputs().get(i)), i, i, i));
        }
        body.write(text, indent);
        for (int i = 0; i < outputs; i++) {
            String place = stridedOutputs ? "o" + (inputs + i) : "i";
            text.append("%sy%d[%s] = v%d;\n"
                    .formatted(indent, i, place, program.outputs().get(i)));
        }
        return text.append("        }\n    }\n}\n").toString();
    }

    private static String parameters(ElementwiseProgram program, String name) {
        List<String> parameters = new ArrayList<>();
        for (DType input : program.inputs()) {
            int slot = parameters.size();
            parameters.add("IN(%s, x%d, %d)".formatted(DialectTypes.stored(input), slot, slot));
        }
        int inputs = parameters.size();
        for (int output : program.outputs()) {
            int slot = parameters.size();
            parameters.add(
                    "OUT(%s, y%d, %d)".formatted(DialectTypes.stored(program.dtype(output)), slot - inputs, slot));
        }
        parameters.add("VAL(Arguments_%s, s, %d)".formatted(name, parameters.size()));
        return String.join(", ", parameters);
    }
}
