// Rewriter: what g++ takes and Apple's compiler refuses. The list stands in the README, each rule with how it is met.
#include "rewriter.h"

namespace software_metal {
namespace {

const std::map<std::string, std::string>& forbidden_words() {
    static const std::map<std::string, std::string> words = [] {
        std::map<std::string, std::string> all = {
            {"double", "MSL has no double"},
            {"goto", "MSL has no goto"},
            {"thread_local", "MSL has no thread_local"},
            {"asm", "MSL has no asm"},
            {"std", "MSL has no namespace std"},
            {"vertex", "a keyword of MSL"},
            {"fragment", "a keyword of MSL"},
            {"__int128", "MSL has no __int128"},
        };
        for (const char* word : {"new", "delete", "throw", "try", "catch", "virtual", "dynamic_cast", "typeid", "co_await", "co_yield", "co_return"})
            all[word] = "a part of C++ that MSL does not have";
        return all;
    }();
    return words;
}

} // namespace

void Rewriter::check_words() {
    for (size_t i = 0; i + 1 < tokens.size(); i++) {
        const std::string& text = tokens[i].text;
        if (word(i)) {
            auto found = forbidden_words().find(text);
            bool member = i > 0 && (is(i - 1, ".") || is(i - 1, "->"));
            if (found != forbidden_words().end() && !member) error(i, "'" + text + "': " + found->second);
            if (is(i, "long") && is(i + 1, "long")) error(i, "MSL has no long long");
        }
        if (tokens[i].kind == Token::NUMBER && text.size() > 2 && (text.find("ll") != std::string::npos || text.find("LL") != std::string::npos))
            error(i, "'" + text + "': MSL has no long long");
        if (is(i, "*")) check_pointer(i);
    }
}

/** (float*) and <float*>: a type that points somewhere must say where. */
void Rewriter::check_pointer(size_t star) {
    if ((!is(star + 1, ")") && !is(star + 1, ">")) || !(word(star - 1) || is(star - 1, ">") || is(star - 1, "*"))) return;
    for (size_t i = star, depth = 0; i-- > 0;) {
        if (is_address_space(tokens[i])) return;
        if (is(i, ">")) depth++;
        if (depth > 0) { // inside of a template's arguments
            if (is(i, "<")) depth--;
            continue;
        }
        if (is(i, "(") || is(i, ",") || is(i, ";") || is(i, "<")) break;
        if (is(i, ")") || is(i, "{") || is(i, "}")) return; // an expression
    }
    error(star, "pointer type must have an explicit address space");
}

void Rewriter::check_body(size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (is(i, "static") && !is(i + 1, "constexpr") && !is(i + 1, "constant")) error(i, "a static variable in a function");
        bool introducer = is(i, "[") && !at_attribute(i) && !is(i - 1, "[") && tokens[i - 1].kind == Token::SIGN && !is(i - 1, "]") && !is(i - 1, ")");
        if (introducer && (is(i + 1, "]") || is(i + 1, "&") || is(i + 1, "="))) error(i, "lambda expressions are not supported");
        // Type* name = ...;  at the beginning of a statement
        bool statement = is(i, ";") || is(i, "{") || is(i, "}") || (is(i, "(") && is(i - 1, "for"));
        if (!statement) continue;
        size_t k = behind_markers(i + 1);
        if (is(k, "const")) k++;
        if (!word(k) || is(k, "return") || is(k, "case") || is(k, "else") || is_address_space(tokens[k])) continue;
        while (is(k + 1, "::") && word(k + 2)) k += 2;
        if (is(k + 1, "<")) k = closing_angle(k + 1);
        if (is(k + 1, "const")) k++;
        bool mark = is(k + 1, "*") || (is(k + 1, "&") && !is(k + 2, "&"));
        if (mark && word(k + 2) && (is(k + 3, "=") || is(k + 3, ";") || is(k + 3, ",")) && !is(k + 4, "="))
            error(k + 2, "pointer or reference '" + tokens[k + 2].text + "' has no address space");
    }
}

/** Variables of the program, and static members, lie in `constant`. */
void Rewriter::check_global(const Shape& shape, bool in_class) {
    const std::string& keyword = tokens[shape.first].text;
    for (const char* other : {"using", "typedef", "struct", "class", "union", "enum", "static_assert", "friend", "namespace", "extern"})
        if (keyword == other) return;
    bool is_static = false, is_constant = false, is_function = shape.open != 0;
    for (size_t i = shape.start; i < shape.end && i != shape.assignment; i++) {
        is_static |= is(i, "static");
        is_constant |= is(i, "constant");
    }
    if (is_function || is_constant || (in_class && !is_static)) return;
    error(shape.first, "a variable of the program must reside in address space 'constant'");
}

void Rewriter::check_recursion() {
    for (auto& [name, line] : calls.recursive())
        result.errors.push_back("program_source:" + std::to_string(line) + ": error: function '" + name + "' calls itself; MSL has no recursion");
}

} // namespace software_metal
