// Rewriter: parameter lists, and what a kernel's parameters are filled with.
#include "rewriter.h"

#include <cctype>

namespace software_metal {
namespace {

const std::map<std::string, std::string>& fillings() {
    static const std::map<std::string, std::string> all = {
        {"thread_position_in_grid", "THREAD_POSITION_IN_GRID"},
        {"thread_position_in_threadgroup", "THREAD_POSITION_IN_GROUP"},
        {"threadgroup_position_in_grid", "GROUP_POSITION"},
        {"thread_index_in_threadgroup", "THREAD_INDEX_IN_GROUP"},
        {"threads_per_threadgroup", "THREADS_PER_GROUP"},
        {"dispatch_threads_per_threadgroup", "DISPATCHED_THREADS_PER_GROUP"},
        {"threads_per_grid", "THREADS_PER_GRID"},
        {"threadgroups_per_grid", "GROUPS_PER_GRID"},
        {"thread_index_in_simdgroup", "LANE"},
        {"simdgroup_index_in_threadgroup", "SIMD_GROUP_INDEX"},
        {"simdgroups_per_threadgroup", "SIMD_GROUPS"},
        {"dispatch_simdgroups_per_threadgroup", "SIMD_GROUPS"},
        {"threads_per_simdgroup", "LANES_PER_SIMD_GROUP"},
        {"thread_execution_width", "LANES_PER_SIMD_GROUP"},
        {"thread_index_in_quadgroup", "QUAD_LANE"},
        {"quadgroup_index_in_threadgroup", "QUAD_GROUP_INDEX"},
        {"grid_origin", "ZERO"},
    };
    return all;
}

} // namespace

std::vector<KernelParameter> Rewriter::parameters(size_t open, size_t close, bool of_kernel) {
    std::vector<KernelParameter> list;
    std::set<int> used;
    size_t from = open + 1;
    for (size_t i = from; i <= close && from < close; i++) {
        if (is(i, "(") || is(i, "[") || is(i, "{")) i = closing(i);
        else if (is(i, "<") && word(i - 1)) i = closing_angle(i);
        else if (is(i, ",") || i == close) {
            list.push_back(parameter(from, i, of_kernel, used));
            from = i + 1;
        }
    }
    if (of_kernel) number_the_rest(list, used);
    words(open, close);
    return list;
}

KernelParameter Rewriter::parameter(size_t from, size_t to, bool of_kernel, std::set<int>& used) {
    KernelParameter p;
    std::vector<Attribute> attributes;
    bool has_space = false, group = false, array = false;
    for (size_t i = from; i < to && !is(i, "="); i++) {
        if (at_attribute(i)) {
            i = take_attributes(i, attributes) - 1;
        } else if (is(i, "<") && word(i - 1)) {
            i = closing_angle(i);
        } else if (is_address_space(tokens[i])) {
            has_space = true;
            group |= is(i, "threadgroup");
            p.constant |= is(i, "constant");
        } else if (word(i)) {
            p.name = tokens[i].text;
        } else if (is(i, "*")) {
            p.pointer = true;
        } else if (is(i, "&") && !is(i + 1, "&") && !is(i - 1, "&")) {
            p.reference = true;
        } else if (is(i, "[")) {
            p.pointer = array = true;
            i = closing(i);
        }
    }
    if ((p.pointer || p.reference) && !array && !has_space)
        error(from, "pointer or reference parameter '" + p.name + "' has no address space");
    if (!of_kernel) return p;
    fill(p, attributes, from);
    if (!p.filling.empty() && (p.filling == "BUFFER" || p.filling == "GROUP_MEMORY")) {
        if (std::isdigit(static_cast<unsigned char>(p.index[0]))) {
            int index = std::stoi(p.index);
            if (index > 30) error(from, "kernel parameter '" + p.name + "': index " + p.index + " is above 30");
            if (p.filling == "BUFFER" && !used.insert(index).second)
                error(from, "kernel parameter '" + p.name + "': buffer " + p.index + " is taken by another one");
        }
        return p;
    }
    if (!p.filling.empty()) return p;
    if (p.pointer || p.reference) p.filling = group ? "GROUP_MEMORY*" : "BUFFER*";
    else {
        error(from, "kernel parameter '" + p.name + "' has neither a buffer nor an attribute that is known");
        p.filling = "ZERO";
    }
    return p;
}

void Rewriter::fill(KernelParameter& p, const std::vector<Attribute>& attributes, size_t) {
    for (const Attribute& attribute : attributes) {
        auto found = fillings().find(attribute.name);
        if (found != fillings().end()) p.filling = found->second;
        else if (attribute.name == "buffer" || attribute.name == "threadgroup") {
            p.filling = attribute.name == "buffer" ? "BUFFER" : "GROUP_MEMORY";
            p.index = attribute.argument;
        }
    }
}

/** Pointers without an index get the lowest that is free. */
void Rewriter::number_the_rest(std::vector<KernelParameter>& list, std::set<int>& used) {
    int buffer = 0, memory = 0;
    for (KernelParameter& p : list) {
        if (p.filling == "BUFFER*") {
            while (used.count(buffer)) buffer++;
            used.insert(buffer);
            p.filling = "BUFFER";
            p.index = std::to_string(buffer);
        } else if (p.filling == "GROUP_MEMORY*") {
            p.filling = "GROUP_MEMORY";
            p.index = std::to_string(memory++);
        }
    }
}

} // namespace software_metal
