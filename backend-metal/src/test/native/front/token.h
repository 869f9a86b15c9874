// Words, numbers and signs of a preprocessed Metal text.
#pragma once
#include <string>
#include <vector>

namespace software_metal {

struct Token {
    enum Kind { WORD, NUMBER, STRING, SIGN, LINE_MARKER, END };
    Kind kind;
    std::string text;
    std::string space;  // blanks and ends of lines in front
    std::string output; // what C++ is given instead
    int line;
    bool dropped = false;
};

/** Also gives literals their MSL types: 1.5 is a float, 1.5h a half, 1.5bf a bfloat. */
std::vector<Token> tokens_of(const std::string& text);

/** One of the words of address spaces. */
bool is_address_space(const Token& token);

} // namespace software_metal
