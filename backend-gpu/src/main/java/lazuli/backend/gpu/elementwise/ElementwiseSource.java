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
        int inputs = program.inputs().size();
        int outputs = program.outputs().size();
        int operands = stridedOutputs ? inputs + outputs : inputs;
        StringBuilder text = new StringBuilder(body.includes());
        text.append("struct Space {\n    %s size;\n".formatted(access.index()))
                .append(access.members(operands))
                .append(body.members())
                .append("};\n");
        text.append("KERNEL(%s, %s) {\n".formatted(name, parameters(program)));
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
        text.append("        }\n    }\n}\n");
        return new ElementwiseSource(KernelSource.written(name, text.toString()), name);
    }

    private static String parameters(ElementwiseProgram program) {
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
        parameters.add("VAL(Space, s, %d)".formatted(parameters.size()));
        return String.join(", ", parameters);
    }
}
