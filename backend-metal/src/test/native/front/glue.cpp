// Writes the entry of each kernel and the module's table.
#include "translation.h"

namespace software_metal {
namespace {

/** How a parameter's value is had from the context. */
std::string value_of(const KernelParameter& p) {
    const std::string wrap = p.reference ? "reference" : "pointer";
    if (p.filling == "BUFFER") return wrap + "{context.buffers[" + p.index + "]}";
    if (p.filling == "GROUP_MEMORY") return wrap + "{context.group_memory[" + p.index + "]}";
    if (p.filling == "THREAD_POSITION_IN_GRID") return "thread.position_in_grid(context)";
    if (p.filling == "THREAD_POSITION_IN_GROUP") return "all_of(thread.at)";
    if (p.filling == "GROUP_POSITION") return "all_of(context.group_position)";
    if (p.filling == "THREAD_INDEX_IN_GROUP") return "number(thread.index)";
    if (p.filling == "THREADS_PER_GROUP") return "all_of(context.group)";
    if (p.filling == "DISPATCHED_THREADS_PER_GROUP") return "all_of(context.nominal_group)";
    if (p.filling == "THREADS_PER_GRID") return "all_of(context.grid)";
    if (p.filling == "GROUPS_PER_GRID") return "all_of(context.groups)";
    if (p.filling == "LANE") return "number(thread.index % LANES)";
    if (p.filling == "SIMD_GROUP_INDEX") return "number(thread.index / LANES)";
    if (p.filling == "SIMD_GROUPS") return "number((context.threads + LANES - 1) / LANES)";
    if (p.filling == "LANES_PER_SIMD_GROUP") return "number(LANES)";
    if (p.filling == "QUAD_LANE") return "number(thread.index % 4)";
    if (p.filling == "QUAD_GROUP_INDEX") return "number(thread.index / 4)";
    return "all_of(Size{})";
}

std::string entry(const KernelText& kernel, const std::string& id) {
    std::string arguments, table;
    for (const KernelParameter& p : kernel.parameters) {
        arguments += (arguments.empty() ? "" : ", ") + value_of(p);
        table += "{Filling::" + p.filling + ", (uint8_t)(" + p.index + "), " + (p.constant ? "true" : "false") + ", \"" + p.name + "\"}, ";
    }
    return "static constexpr auto function" + id + " = " + kernel.expression + ";\n"
           "static void entry" + id + "(Context& context) {\n"
           "    Thread thread;\n"
           "    while (thread.start_next(context)) {\n"
           "        function" + id + "(" + arguments + ");\n"
           "        thread.finish(context);\n"
           "    }\n"
           "}\n"
           "static const Argument arguments" + id + "[] = {" + table + "{}};\n"
           "static constexpr auto pointees" + id + " = pointees_of(function" + id + ");\n";
}

} // namespace

std::string entries(const Translation& translation) {
    std::string functions, kernels, constants;
    for (size_t i = 0; i < translation.kernels.size(); i++) {
        const KernelText& kernel = translation.kernels[i];
        const std::string id = std::to_string(i);
        functions += entry(kernel, id);
        kernels += "    {\"" + kernel.name + "\", entry" + id + ", arguments" + id + ", pointees" + id + ".table, " +
                   std::to_string(kernel.parameters.size()) + ", " + (kernel.meets ? "true" : "false") + "},\n";
    }
    for (const ConstantText& constant : translation.constants)
        constants += "    {" + constant.index + ", \"" + constant.name + "\", (void*)&::" + constant.name + ", sizeof(::" + constant.name + ")},\n";
    return "\n# 1 \"entries\"\nnamespace software_metal {\nnamespace {\n" + functions + "const Kernel kernels[] = {\n" + kernels +
           "    {}};\nconst FunctionConstant constants[] = {\n" + constants + "    {}};\n} // namespace\n} // namespace software_metal\n" +
           "extern \"C\" __attribute__((visibility(\"default\"))) const software_metal::Module software_metal_module;\n"
           "const software_metal::Module software_metal_module = {software_metal::kernels, " +
           std::to_string(translation.kernels.size()) + ", software_metal::constants, " + std::to_string(translation.constants.size()) + "};\n";
}

} // namespace software_metal
