// Rewriter: looking around among the tokens, dropping them, taking attributes out.
#include "rewriter.h"

#include <cstring>

namespace software_metal {

Rewriter::Rewriter(const std::string& text, bool keep_address_spaces)
    : tokens(tokens_of(text)), keep_spaces(keep_address_spaces) {}

Translation Rewriter::run() {
    check_words();
    scope("", false);
    if (tokens[at].kind != Token::END) error(at, "extra closing brace");
    check_recursion();
    for (KernelText& kernel : result.kernels) kernel.meets = calls.meets(kernel.function);
    for (const Token& token : tokens) {
        result.code += token.space;
        result.code += token.dropped ? " " : token.output;
    }
    result.code += "\n";
    return std::move(result);
}

Translation translate(const std::string& preprocessed, bool keep_address_spaces) {
    return Rewriter(preprocessed, keep_address_spaces).run();
}

bool Rewriter::at_attribute(size_t at) const {
    return is(at, "[") && is(at + 1, "[") && tokens[at + 1].space.empty();
}

/** The bracket that closes this one. */
size_t Rewriter::closing(size_t open) const {
    int depth = 0;
    for (size_t i = open; tokens[i].kind != Token::END; i++) {
        if (tokens[i].kind != Token::SIGN || tokens[i].text.size() != 1) continue;
        char c = tokens[i].text[0];
        if (std::strchr("([{", c) != nullptr) depth++;
        if (std::strchr(")]}", c) != nullptr && --depth == 0) return i;
    }
    return tokens.size() - 1;
}

/** The '>' that closes this '<', or where a statement ends before one comes. */
size_t Rewriter::closing_angle(size_t open) const {
    int depth = 0;
    for (size_t i = open; tokens[i].kind != Token::END; i++) {
        if (tokens[i].kind != Token::SIGN) continue;
        if (is(i, "(") || is(i, "[") || is(i, "{")) i = closing(i);
        else if (is(i, "<") && i > 0 && word(i - 1)) depth++;
        else if (is(i, ">") && --depth == 0) return i;
        else if (is(i, ";")) return i;
    }
    return tokens.size() - 1;
}

size_t Rewriter::opening(size_t close) const {
    int depth = 0;
    for (size_t i = close;; i--) {
        if (is(i, ")")) depth++;
        if (is(i, "(") && --depth == 0) return i;
        if (i == 0) return 0;
    }
}

size_t Rewriter::behind_markers(size_t at) const {
    while (tokens[at].kind == Token::LINE_MARKER) at++;
    return at;
}

/** What C++ sees of these tokens, in one line. */
std::string Rewriter::written(size_t from, size_t to) const {
    std::string text;
    bool sign = false; // one that the next may belong to: '=' '='
    for (size_t i = from; i < to; i++) {
        if (tokens[i].dropped || tokens[i].kind == Token::LINE_MARKER || tokens[i].output.empty()) continue;
        bool joined = sign && tokens[i].kind == Token::SIGN && tokens[i].space.empty();
        if (!text.empty() && !joined) text += ' ';
        text += tokens[i].output;
        sign = tokens[i].kind == Token::SIGN;
    }
    return text;
}

void Rewriter::drop(size_t at) {
    if (tokens[at].kind != Token::LINE_MARKER) tokens[at].dropped = true;
}

void Rewriter::drop(size_t from, size_t to) {
    for (size_t i = from; i < to; i++) drop(i);
}

/** Takes [[a, b(c)]] out; gives the token behind it. */
size_t Rewriter::take_attributes(size_t at, std::vector<Attribute>& into) {
    size_t end = closing(at);
    for (size_t i = at + 2; i + 1 < end; i++) {
        if (!word(i)) continue;
        Attribute attribute{tokens[i].text, ""};
        while (is(i + 1, "::")) attribute.name = tokens[i += 2].text;
        if (is(i + 1, "(")) {
            size_t close = closing(i + 1);
            for (size_t k = i + 2; k < close; k++) {
                const std::string& text = tokens[k].text;
                attribute.argument += tokens[k].kind == Token::STRING ? text.substr(1, text.size() - 2) : text;
            }
            i = close;
        }
        into.push_back(attribute);
    }
    drop(at, end + 1);
    return end + 1;
}

void Rewriter::error(size_t at, const std::string& what) {
    result.errors.push_back("program_source:" + std::to_string(tokens[at].line) + ": error: " + what);
}

} // namespace software_metal
