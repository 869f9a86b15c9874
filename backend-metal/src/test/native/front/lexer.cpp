#include "token.h"

#include <cctype>
#include <cstdio>

namespace software_metal {
namespace {

bool starts_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

class Lexer {
public:
    explicit Lexer(const std::string& text) : text(text) {}

    std::vector<Token> all() {
        while (at < text.size()) step();
        add(Token::END, at);
        return std::move(tokens);
    }

private:
    char look(size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }

    void step() {
        char c = look();
        if (c == '\n') {
            line++;
            line_begins = true;
            space += text[at++];
        } else if (std::isspace(static_cast<unsigned char>(c))) {
            space += text[at++];
        } else if (c == '#' && line_begins) {
            directive();
        } else if (c == '/' && look(1) == '/') {
            while (at < text.size() && look() != '\n') at++;
        } else if (c == '/' && look(1) == '*') {
            comment();
        } else if (starts_word(c)) {
            size_t end = at;
            while (end < text.size() && in_word(text[end])) end++;
            add(Token::WORD, end);
        } else if (digit(c) || (c == '.' && digit(look(1)))) {
            number();
        } else if (c == '"' || c == '\'') {
            string(c);
        } else {
            bool two = text.compare(at, 2, "::") == 0 || text.compare(at, 2, "->") == 0;
            add(Token::SIGN, at + (two ? 2 : 1));
        }
    }

    void add(Token::Kind kind, size_t end) {
        std::string token = text.substr(at, end - at);
        tokens.push_back({kind, token, space, token, line});
        space.clear();
        at = end;
        line_begins = false;
    }

    /** Line markers of the preprocessor stay, pragmas go. */
    void directive() {
        size_t end = text.find('\n', at);
        if (end == std::string::npos) end = text.size();
        int marked;
        if (std::sscanf(text.c_str() + at, "# %d", &marked) == 1) {
            add(Token::LINE_MARKER, end);
            line = marked - 1;
        } else {
            at = end;
        }
    }

    void comment() {
        size_t end = text.find("*/", at + 2);
        end = end == std::string::npos ? text.size() : end + 2;
        for (; at < end; at++)
            if (text[at] == '\n') {
                space += '\n';
                line++;
            }
        space += ' ';
    }

    void string(char quote) {
        size_t end = at + 1;
        while (end < text.size() && text[end] != quote) end += text[end] == '\\' ? 2 : 1;
        add(Token::STRING, end + 1);
    }

    void number() {
        bool hexadecimal = look() == '0' && lower(look(1)) == 'x';
        char exponent = hexadecimal ? 'p' : 'e';
        size_t end = at;
        while (end < text.size()) {
            bool sign_of_exponent = (text[end] == '+' || text[end] == '-') && lower(text[end - 1]) == exponent;
            if (!in_word(text[end]) && text[end] != '.' && text[end] != '\'' && !sign_of_exponent) break;
            end++;
        }
        add(Token::NUMBER, end);
        tokens.back().output = typed(tokens.back().text, hexadecimal);
    }

    static std::string typed(const std::string& s, bool hexadecimal) {
        bool floating = s.find('.') != std::string::npos || s.find_first_of(hexadecimal ? "pP" : "eE") != std::string::npos;
        auto ends = [&](const char* suffix) {
            size_t length = std::char_traits<char>::length(suffix);
            if (s.size() <= length) return false;
            for (size_t i = 0; i < length; i++)
                if (lower(s[s.size() - length + i]) != suffix[i]) return false;
            return true;
        };
        auto as = [&](const char* type, size_t suffix) {
            return "(" + std::string(type) + "(" + s.substr(0, s.size() - suffix) + (floating ? "f))" : ".0f))");
        };
        if (!hexadecimal && ends("bf")) return as("bfloat", 2);
        if (!hexadecimal && ends("h")) return as("half", 1);
        bool no_suffix = digit(s.back()) || s.back() == '.';
        return floating && no_suffix ? s + "f" : s; // MSL has no double
    }

    const std::string& text;
    std::vector<Token> tokens;
    std::string space;
    size_t at = 0;
    int line = 1;
    bool line_begins = true;
};

} // namespace

std::vector<Token> tokens_of(const std::string& text) { return Lexer(text).all(); }

bool is_address_space(const Token& token) {
    if (token.kind != Token::WORD) return false;
    for (const char* word : {"device", "constant", "threadgroup", "thread", "threadgroup_imageblock", "ray_data"})
        if (token.text == word) return true;
    return false;
}

} // namespace software_metal
