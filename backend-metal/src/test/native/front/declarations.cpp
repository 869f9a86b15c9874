// Rewriter: namespaces, types, variables, functions, explicit instantiations.
#include "rewriter.h"

namespace software_metal {

void Rewriter::scope(const std::string& name, bool in_class) {
    while (tokens[at].kind != Token::END && !is(at, "}")) {
        bool access = in_class && (is(at, "public") || is(at, "private") || is(at, "protected")) && is(at + 1, ":");
        if (access) at += 2;
        else if (tokens[at].kind == Token::LINE_MARKER || is(at, ";")) at++;
        else declaration(name, in_class);
    }
}

void Rewriter::declaration(const std::string& scope_name, bool in_class) {
    Shape shape = shape_at(at, in_class);
    const std::string keyword = tokens[shape.first].text;
    if (shape.is_instantiation) {
        instantiation(shape);
        at = shape.end + (tokens[shape.end].kind == Token::END ? 0 : 1);
    } else if (!shape.has_body) {
        variable_or_prototype(shape, scope_name, in_class);
        at = shape.end + (tokens[shape.end].kind == Token::END ? 0 : 1);
    } else if (keyword == "namespace" || keyword == "extern" || (keyword == "inline" && is(shape.first + 1, "namespace"))) {
        std::string inner = scope_name;
        for (size_t i = shape.first; i < shape.end; i++)
            if (word(i) && !is(i, "namespace") && !is(i, "inline") && !is(i, "extern")) inner += tokens[i].text + "::";
        at = shape.end + 1;
        scope(inner, false);
        if (is(at, "}")) at++;
    } else if (shape.open == 0) {
        type_definition(shape, scope_name);
    } else {
        function(shape, scope_name, in_class);
    }
}

Rewriter::Shape Rewriter::shape_at(size_t start, bool in_class) {
    Shape shape{};
    shape.start = shape.head = start;
    while (is(shape.head, "template")) {
        size_t next = behind_markers(shape.head + 1);
        if (!is(next, "<")) {
            shape.is_instantiation = true;
            shape.head = next;
            break;
        }
        shape.is_template = true;
        size_t close = closing_angle(next);
        words(next, close);
        if (in_class && close == next + 1) { // g++ 12 has no full specialization inside of a class: an overload does
            drop(shape.head);
            drop(next);
            drop(close);
        }
        shape.head = behind_markers(close + 1);
    }
    bool initializers = false; // behind the ':' of a constructor
    size_t i = shape.head;
    for (; tokens[i].kind != Token::END && !is(i, ";"); i++) {
        if (tokens[i].kind == Token::LINE_MARKER) continue;
        if (at_attribute(i)) {
            i = take_attributes(i, shape.attributes) - 1;
            continue;
        }
        if (is(i, "kernel")) {
            shape.is_kernel = true;
            drop(i);
            continue;
        }
        if (shape.first == 0) shape.first = i;
        if (is(i, "operator")) { // its sign may be a bracket
            if (is(i + 1, "(") && is(i + 2, ")")) i += 2;
            while (!is(i + 1, "(")) i++;
        } else if (is(i, "(")) {
            size_t close = closing(i);
            bool specifier = is(i - 1, "alignas") || is(i - 1, "decltype") || is(i - 1, "__attribute__") || is(i - 1, "static_assert");
            if (shape.open == 0 && shape.assignment == 0 && !specifier) {
                shape.open = i;
                shape.close = close;
            }
            i = close;
        } else if (is(i, "[")) {
            i = closing(i);
        } else if (is(i, "<") && word(i - 1) && shape.assignment == 0) {
            size_t close = closing_angle(i);
            if (is(close, ">")) i = close;
        } else if (is(i, "=") && shape.open == 0) {
            shape.assignment = i;
        } else if (is(i, ":") && shape.open != 0) {
            initializers = true;
        } else if (is(i, "{")) {
            const std::string& keyword = tokens[shape.first].text;
            bool type = keyword == "struct" || keyword == "class" || keyword == "union" || keyword == "enum" ||
                        keyword == "namespace" || keyword == "extern" || keyword == "typedef" || is(shape.first + 1, "namespace");
            bool initializer = shape.assignment != 0 || (!type && shape.open == 0) ||
                               (initializers && !is(i - 1, ")") && !is(i - 1, "}"));
            if (!initializer) {
                shape.has_body = true;
                break;
            }
            i = closing(i);
        }
    }
    shape.end = i;
    for (const Attribute& attribute : shape.attributes) shape.is_kernel |= attribute.name == "kernel";
    return shape;
}

void Rewriter::type_definition(const Shape& shape, const std::string& scope_name) {
    size_t close = closing(shape.end);
    words(shape.start, shape.end);
    std::string head = written(shape.first, shape.end);
    bool enumeration = is(shape.first, "enum");
    // A specialization for another address space is the same type here: the first one stays.
    bool specialization = shape.is_template && head.find('<') != std::string::npos;
    bool again = specialization && seen_before(scope_name, written(shape.start, shape.end));
    std::string name;
    for (size_t i = shape.first; i < shape.end && !is(i, ":"); i++)
        if (word(i)) name = tokens[i].text;
    at = shape.end + 1;
    if (!enumeration) scope(scope_name + name + "#" + std::to_string(shape.end) + "::", true);
    at = close + 1;
    size_t end = at;
    while (!is(end, ";") && tokens[end].kind != Token::END) end++;
    words(at, end);
    at = end + 1;
    if (again) drop(shape.start, at);
}

void Rewriter::variable_or_prototype(const Shape& shape, const std::string& scope_name, bool in_class) {
    for (const Attribute& attribute : shape.attributes)
        if (attribute.name == "function_constant" && shape.open == 0) return function_constant(shape, attribute.argument);
    const std::string& keyword = tokens[shape.first].text;
    bool prototype = shape.open != 0 && shape.assignment == 0 && keyword != "static_assert" && keyword != "using";
    if (prototype) parameters(shape.open, shape.close, false);
    else check_global(shape, in_class);
    words(shape.start, shape.end);
    if (in_class && prototype) method_space(shape, scope_name);
    if (in_class && prototype && seen_before(scope_name, written(shape.start, shape.end))) drop(shape.start, shape.end + 1);
}

/** constant bool x [[function_constant(3)]]; becomes a variable that the device sets before a dispatch. */
void Rewriter::function_constant(const Shape& shape, const std::string& index) {
    size_t last = shape.end;
    while (tokens[last - 1].dropped) last--;
    result.constants.push_back({index, tokens[last - 1].text});
    bool first = true; // clang's check sees a constant from elsewhere
    for (size_t i = shape.head; i < shape.end; i++) {
        if (!is(i, "static") && !is(i, "const") && !is(i, "constexpr") && !is(i, "constant")) continue;
        if (first) tokens[i].output = keep_spaces ? "extern __constant" : "static";
        else drop(i);
        first = false;
    }
}

void Rewriter::function(const Shape& shape, const std::string& scope_name, bool in_class) {
    size_t close = closing(shape.end);
    std::string name = is(shape.open - 1, ")") || !word(shape.open - 1) ? "operator" : tokens[shape.open - 1].text;
    for (size_t i = shape.first; i < shape.open; i++)
        if (is(i, "operator")) name = "operator";
    std::vector<KernelParameter> list = parameters(shape.open, shape.close, shape.is_kernel);
    words(shape.start, shape.end);
    if (in_class) method_space(shape, scope_name);
    std::string head = written(shape.start, shape.end);
    std::set<std::string> mentioned, called;
    for (size_t i = shape.close; i < close; i++) {
        if (!word(i)) continue;
        mentioned.insert(tokens[i].text);
        if (is(i + 1, "(") && !is(i - 1, ".") && !is(i - 1, "->")) called.insert(tokens[i].text);
    }
    calls.define(name, mentioned, called, !shape.is_template && !in_class, tokens[shape.first].line);
    body(shape.end, close, shape.is_kernel);
    if (shape.is_kernel) {
        if (!is(shape.first, "void")) error(shape.first, "kernel '" + name + "' must return void");
        kernel_functions[name] = {list, scope_name};
        std::string host_name = name;
        for (const Attribute& attribute : shape.attributes)
            if (attribute.name == "host_name") host_name = attribute.argument;
        if (!shape.is_template) result.kernels.push_back({host_name, "&::" + scope_name + name, name, list});
    }
    if (seen_before(scope_name, head)) drop(shape.start, close + 1); // differed in address spaces only
    at = close + 1;
}

/** template [[host_name("x")]] [[kernel]] decltype(f<half>) f<half>;  or  ... kernel void f<half>(parameters); */
void Rewriter::instantiation(const Shape& shape) {
    std::string host_name;
    for (const Attribute& attribute : shape.attributes)
        if (attribute.name == "host_name") host_name = attribute.argument;
    words(shape.start, shape.end);
    if (host_name.empty() && !shape.is_kernel) return;
    size_t from = shape.first + 1, to = shape.end;
    if (is(shape.first, "decltype")) from = closing(shape.first + 1) + 1;
    while (to > from && (tokens[to - 1].dropped || tokens[to - 1].kind == Token::LINE_MARKER)) to--;
    std::string signature; // chooses the instance where no template arguments are written
    if (is(to - 1, ")")) {
        size_t open = opening(to - 1);
        signature = written(open, to);
        to = open;
    }
    size_t angle = from;
    while (angle < to && !is(angle, "<")) angle++;
    std::string function = tokens[angle - 1].text;
    auto found = kernel_functions.find(function);
    if (found == kernel_functions.end()) error(shape.start, "explicit instantiation of an unknown kernel '" + function + "'");
    else {
        std::string expression = "&::" + found->second.scope + written(angle - 1, to);
        if (angle == to) expression = "static_cast<void (*)" + signature + ">(" + expression + ")";
        result.kernels.push_back({host_name.empty() ? function : host_name, expression, function, found->second.parameters});
    }
    drop(shape.start, shape.end + 1);
}

bool Rewriter::seen_before(const std::string& scope_name, const std::string& head) {
    return !seen[scope_name].insert(head).second;
}

} // namespace software_metal
