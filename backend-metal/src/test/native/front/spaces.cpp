// Rewriter: words of address spaces. g++ gets none; `constant` becomes `const`; threadgroup variables become references
// into the memory of the group. For clang's check they become the words of OpenCL.
#include "rewriter.h"

namespace software_metal {

/** Outside of functions. */
void Rewriter::words(size_t from, size_t to) {
    std::vector<Attribute> ignored;
    for (size_t i = from; i < to; i++) {
        if (at_attribute(i) && !tokens[i].dropped) i = take_attributes(i, ignored) - 1;
        else if (is_address_space(tokens[i])) space(i);
        else if (is(i, "kernel")) drop(i);
    }
}

/** A function's body, between its braces. */
void Rewriter::body(size_t from, size_t to, bool of_kernel) {
    std::vector<Attribute> ignored;
    check_body(from, to);
    variable_slot = 0;
    for (size_t i = from; i < to; i++) {
        if (at_attribute(i)) {
            i = take_attributes(i, ignored) - 1;
        } else if (is(i, "threadgroup") && begins_statement(i) && group_variable(i, to)) {
            if (!of_kernel) error(i, "a threadgroup variable outside of a kernel");
        } else if (is_address_space(tokens[i])) {
            space(i);
        }
    }
}

bool Rewriter::begins_statement(size_t at) const {
    size_t i = at - 1;
    while (tokens[i].kind == Token::LINE_MARKER || is(i, "const") || is(i, "volatile") || tokens[i].dropped ||
           (is(i, ")") && is(opening(i) - 1, "alignas")))
        i = is(i, ")") ? opening(i) - 2 : i - 1;
    return is(i, ";") || is(i, "{") || is(i, "}");
}

/**
 * threadgroup float a[32], b;  becomes
 * typedef float type_0[32]; type_0& a = group_variable<type_0>(0); typedef float type_1; type_1& b = ...
 * False for a pointer to threadgroup memory, which is a variable of the thread.
 */
bool Rewriter::group_variable(size_t at, size_t end) {
    size_t stop = at;
    std::vector<size_t> commas;
    // Apple's compiler takes = {0}, as MLX shows. It counts for nothing here: the memory is poisoned all the same.
    for (size_t i = at; i < end && !is(i, ";") && !is(i, "("); i++)
        if (is(i, "=") && is(i + 1, "{") && (is(i + 2, "}") || (is(i + 2, "0") && is(i + 3, "}")))) drop(i, closing(i + 1) + 1);
    for (; stop < end && !is(stop, ";"); stop++) {
        if (is(stop, "*") || is(stop, "&")) return false;
        if (is(stop, "<") && word(stop - 1)) stop = closing_angle(stop);
        else if (is(stop, "[") || is(stop, "(")) stop = closing(stop);
        else if (is(stop, ",")) commas.push_back(stop);
        else if (tokens[stop].dropped) continue;
        else if (is(stop, "=") || is(stop, "{")) {
            error(stop, "a threadgroup variable cannot have an initializer");
            return true;
        }
    }
    commas.push_back(stop);
    size_t name = at; // of the first variable: the last word before its dimensions
    for (size_t i = at + 1; i < commas[0] && !is(i, "["); i++) {
        if (is(i, "<") && word(i - 1)) i = closing_angle(i);
        else if (is(i, "(")) i = closing(i);
        else if (word(i)) name = i;
    }
    for (size_t i = at; i < name; i++) // memory of a group is aligned to 16 bytes anyway
        if (is(i, "alignas")) drop(i, closing(i + 1) + 1);
    drop(at);
    std::string type = written(at, name), text;
    for (size_t comma : commas) {
        std::string alias = "software_metal_type_" + std::to_string(variable_type++);
        text += "typedef " + type + " " + alias + written(name + 1, comma) + "; " + (keep_spaces ? "__local " : "") + alias + "& " + tokens[name].text +
                " = ::software_metal::group_variable<" + alias + ">(" + std::to_string(variable_slot++) + "); ";
        name = behind_markers(comma + 1);
    }
    drop(at, stop);
    tokens[at].dropped = false;
    tokens[at].output = text;
    return true;
}

bool Rewriter::is_specifier(size_t at) const {
    for (const char* specifier : {"static", "inline", "const", "constexpr", "volatile", "constant", "device", "thread", "threadgroup"})
        if (is(at, specifier)) return true;
    return false;
}

void Rewriter::space(size_t at) {
    if (keep_spaces) {
        const std::string& name = tokens[at].text;
        tokens[at].output = name == "device" ? "__global" : name == "constant" ? "__constant" : name == "threadgroup" ? "__local" : "__private";
        return;
    }
    size_t first = at;
    while (first > 0 && (is_specifier(first - 1) || tokens[first - 1].dropped)) first--;
    bool of_method = first > 0 && is(first - 1, ")") && !is(at + 1, "*") && !is(at + 1, "&"); // T operator()(...) const device
    if (is(at, "constant") && !of_method) constant_space(at);
    else drop(at);
}

/** `constant` is `const`, unless that is said already. */
void Rewriter::constant_space(size_t at) {
    bool said = false;
    for (size_t i = at; i > 0 && is_specifier(i - 1); i--) said |= is(i - 1, "const") || is(i - 1, "constexpr") || tokens[i - 1].output == "const";
    for (size_t i = at + 1; is_specifier(i); i++) said |= is(i, "const") || is(i, "constexpr");
    if (said) drop(at);
    else tokens[at].output = "const";
}

/** A method that names no address space works on objects of `thread` alone. */
void Rewriter::method_space(const Shape& shape, const std::string& scope_name) {
    if (!keep_spaces) return;
    const std::string& name = tokens[shape.open - 1].text;
    bool constructor = scope_name.find("::" + name + "#") != std::string::npos || scope_name.rfind(name + "#", 0) == 0;
    bool other = false;
    for (size_t i = shape.start; i < shape.open; i++) other |= is(i, "static") || is(i, "friend") || is(i, "~");
    for (size_t i = shape.close; i < shape.end; i++) other |= is_address_space(tokens[i]) || is(i, "=");
    if (!constructor && !other) tokens[shape.close].output = ") __private";
}

} // namespace software_metal
