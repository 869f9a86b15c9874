// Walks over the declarations of a text. It knows no types: it finds functions, parameters, variables and attributes by
// their shape, which is enough for the subset of C++ that kernels are written in.
#pragma once
#include "calls.h"
#include "token.h"
#include "translation.h"

#include <map>
#include <set>

namespace software_metal {

struct Attribute {
    std::string name, argument;
};

class Rewriter {
public:
    Rewriter(const std::string& text, bool keep_address_spaces);
    Translation run();

private:
    /** One declaration, from its first token to the ';' or '{' that ends its head. */
    struct Shape {
        size_t start, head, end;
        size_t first = 0;           // first word behind attributes and templates
        size_t open = 0, close = 0; // brackets of the parameter list, if any
        size_t assignment = 0;
        bool is_template = false, is_instantiation = false, is_kernel = false, has_body = false;
        std::vector<Attribute> attributes;
    };

    struct Function {
        std::vector<KernelParameter> parameters;
        std::string scope;
    };

    // looking around: tokens.cpp
    bool is(size_t at, const char* text) const { return tokens[at].text == text && tokens[at].kind != Token::STRING; }
    bool word(size_t at) const { return tokens[at].kind == Token::WORD; }
    bool at_attribute(size_t at) const;
    size_t closing(size_t open) const;
    size_t closing_angle(size_t open) const;
    size_t opening(size_t close) const;
    size_t behind_markers(size_t at) const;
    std::string written(size_t from, size_t to) const;
    void drop(size_t at);
    void drop(size_t from, size_t to);
    size_t take_attributes(size_t at, std::vector<Attribute>& into);
    void error(size_t at, const std::string& what);

    // declarations: declarations.cpp
    void scope(const std::string& name, bool in_class);
    void declaration(const std::string& scope_name, bool in_class);
    Shape shape_at(size_t start, bool in_class);
    void type_definition(const Shape& shape, const std::string& scope_name);
    void variable_or_prototype(const Shape& shape, const std::string& scope_name, bool in_class);
    void function(const Shape& shape, const std::string& scope_name, bool in_class);
    void instantiation(const Shape& shape);
    void function_constant(const Shape& shape, const std::string& index);
    bool seen_before(const std::string& scope_name, const std::string& head);

    // parameter lists: parameters.cpp
    std::vector<KernelParameter> parameters(size_t open, size_t close, bool of_kernel);
    KernelParameter parameter(size_t from, size_t to, bool of_kernel, std::set<int>& used);
    void fill(KernelParameter& parameter, const std::vector<Attribute>& attributes, size_t at);
    void number_the_rest(std::vector<KernelParameter>& list, std::set<int>& used);

    // address spaces: spaces.cpp
    void words(size_t from, size_t to);
    void body(size_t from, size_t to, bool of_kernel);
    void space(size_t at);
    void constant_space(size_t at);
    bool group_variable(size_t at, size_t end);
    bool begins_statement(size_t at) const;
    bool is_specifier(size_t at) const;
    void method_space(const Shape& shape, const std::string& scope_name);

    // what g++ takes and Metal does not: lint.cpp
    void check_words();
    void check_body(size_t from, size_t to);
    void check_pointer(size_t star);
    void check_global(const Shape& shape, bool in_class);
    void check_recursion();

    std::vector<Token> tokens;
    Translation result;
    Calls calls;
    std::map<std::string, Function> kernel_functions;
    std::map<std::string, std::set<std::string>> seen;
    size_t at = 0;
    int variable_slot = 0, variable_type = 0;
    bool keep_spaces;
};

} // namespace software_metal
