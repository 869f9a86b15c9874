package lazuli.backend.gpu.custom;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.DType;
import lazuli.core.KernelLaunch;
import lazuli.core.backend.CustomKernel;
import lazuli.core.backend.Tensor;

/** The function around a body in the words of the kernels that all GPUs share. */
final class PortableText {
    private PortableText() {}

    static KernelSource of(CustomKernel kernel, KernelLaunch launch, List<Named> named, Tensor[] inputs) {
        List<String> lines = new ArrayList<>();
        lines.add(kernel.options().header());
        boolean hasValues = !Named.areNone(named);
        if (hasValues) {
            lines.add("struct lazuli_values_t {");
            named.forEach(one -> one.members("i64").forEach(lines::add));
            lines.add("};");
        }
        launch.template().forEach(value -> lines.add(definition(value)));
        lines.add("KERNEL(%s, %s) {"
                .formatted(CustomKernels.function(kernel), parameters(kernel, launch, inputs, hasValues)));
        named.forEach(one -> one.names("CONSTANT", "i64").forEach(lines::add));
        lines.add("#line 1 \"%s\"".formatted(kernel.name()));
        lines.add(kernel.body());
        lines.add("}");
        return KernelSource.written(kernel.name(), String.join("\n", lines) + "\n");
    }

    private static String definition(KernelLaunch.Template value) {
        return switch (value) {
            case KernelLaunch.OfType(String name, DType dtype) ->
                "typedef %s %s;".formatted(DialectTypes.stored(dtype), name);
            case KernelLaunch.OfInt(String name, int number) -> "#define %s (%d)".formatted(name, number);
            case KernelLaunch.OfBoolean(String name, boolean flag) -> "#define %s %b".formatted(name, flag);
        };
    }

    private static String parameters(CustomKernel kernel, KernelLaunch launch, Tensor[] inputs, boolean hasValues) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            String type = DialectTypes.stored(inputs[i].dtype());
            all.add("IN(%s, %s, %d)".formatted(type, kernel.inputs().get(i), i));
        }
        for (int i = 0; i < kernel.outputs().size(); i++) {
            String type = DialectTypes.stored(launch.dtypes().get(i));
            all.add("OUT(%s, %s, %d)".formatted(type, kernel.outputs().get(i), all.size()));
        }
        if (hasValues) {
            all.add("VAL(lazuli_values_t, lazuli_values, %d)".formatted(all.size()));
        }
        return String.join(", ", all);
    }
}
