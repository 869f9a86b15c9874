package lazuli.backend.gpu.custom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lazuli.core.DType;
import lazuli.core.KernelLaunch;
import lazuli.core.backend.CustomKernel;
import lazuli.core.backend.Tensor;

/** The function around a body in Metal Shading Language, by MLX's rules. */
final class MetalText {
    private static final Map<String, String> ATTRIBUTES = attributes();

    private MetalText() {}

    /** The attributes of threads by their names, with the types of their parameters. */
    private static Map<String, String> attributes() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String vector : List.of(
                "dispatch_threads_per_threadgroup",
                "grid_origin",
                "grid_size",
                "thread_position_in_grid",
                "thread_position_in_threadgroup",
                "threadgroup_position_in_grid",
                "threadgroups_per_grid",
                "threads_per_grid",
                "threads_per_threadgroup")) {
            all.put(vector, "uint3");
        }
        for (String number : List.of(
                "dispatch_quadgroups_per_threadgroup",
                "dispatch_simdgroups_per_threadgroup",
                "quadgroup_index_in_threadgroup",
                "quadgroups_per_threadgroup",
                "simdgroup_index_in_threadgroup",
                "simdgroups_per_threadgroup",
                "thread_execution_width",
                "thread_index_in_quadgroup",
                "thread_index_in_simdgroup",
                "thread_index_in_threadgroup",
                "threads_per_simdgroup")) {
            all.put(number, "uint");
        }
        return all;
    }

    static String of(CustomKernel kernel, KernelLaunch launch, List<Named> named, Tensor[] inputs, String utilities) {
        List<String> lines = new ArrayList<>();
        lines.add(utilities);
        lines.add(kernel.options().header());
        boolean hasValues = !Named.areNone(named);
        if (hasValues) {
            lines.add("struct lazuli_values_t {");
            named.forEach(one -> one.members("int64_t").forEach(lines::add));
            lines.add("};");
        }
        launch.template().forEach(value -> lines.add(definition(value)));
        lines.add("[[kernel]] void %s(".formatted(CustomKernels.function(kernel)));
        lines.add(parameters(kernel, launch, inputs, hasValues) + ") {");
        named.forEach(one -> one.names("constant", "int64_t").forEach(lines::add));
        // Numbers of lines in messages are the body's.
        lines.add("#line 1 \"%s\"".formatted(kernel.name()));
        lines.add(kernel.body());
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private static String definition(KernelLaunch.Template value) {
        return switch (value) {
            case KernelLaunch.OfType(String name, DType dtype) -> "typedef %s %s;".formatted(type(dtype), name);
            case KernelLaunch.OfInt(String name, int number) ->
                "constant constexpr int %s = %d;".formatted(name, number);
            case KernelLaunch.OfBoolean(String name, boolean flag) ->
                "constant constexpr bool %s = %b;".formatted(name, flag);
        };
    }

    private static String parameters(CustomKernel kernel, KernelLaunch launch, Tensor[] inputs, boolean hasValues) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            String kind = inputs[i].shape().rank() == 0 ? "&" : "*";
            String name = kernel.inputs().get(i);
            parameters.add("const device %s%s %s".formatted(type(inputs[i].dtype()), kind, name));
        }
        for (int i = 0; i < kernel.outputs().size(); i++) {
            String type = type(launch.dtypes().get(i));
            String element = kernel.options().atomicOutputs() ? "atomic<" + type + ">" : type;
            parameters.add("device %s* %s".formatted(element, kernel.outputs().get(i)));
        }
        if (hasValues) {
            parameters.add("constant lazuli_values_t& lazuli_values");
        }
        List<String> all = new ArrayList<>();
        for (String parameter : parameters) {
            all.add("    %s [[buffer(%d)]]".formatted(parameter, all.size()));
        }
        ATTRIBUTES.forEach((attribute, type) -> {
            if (Named.isIn(kernel.body(), attribute)) {
                all.add("    %s %s [[%s]]".formatted(type, attribute, attribute));
            }
        });
        return all.stream().collect(Collectors.joining(",\n"));
    }

    /** What MLX's kernels call a dtype. */
    private static String type(DType dtype) {
        return switch (dtype) {
            case BOOL -> "bool";
            case UINT8 -> "uint8_t";
            case UINT16 -> "uint16_t";
            case UINT32 -> "uint32_t";
            case UINT64 -> "uint64_t";
            case INT8 -> "int8_t";
            case INT16 -> "int16_t";
            case INT32 -> "int32_t";
            case INT64 -> "int64_t";
            case FLOAT16 -> "float16_t";
            case BFLOAT16 -> "bfloat16_t";
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case COMPLEX64 -> "complex64_t";
        };
    }
}
