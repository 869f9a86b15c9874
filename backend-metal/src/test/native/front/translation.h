// What the front end makes of a Metal text.
#pragma once
#include <string>
#include <vector>

namespace software_metal {

struct KernelParameter {
    std::string name;
    std::string filling = ""; // a name of enum Filling
    std::string index = "0";
    bool pointer = false, reference = false, constant = false;
};

struct KernelText {
    std::string name;       // by which newFunctionWithName: finds it
    std::string expression; // what to call in C++: add_f32, softmax<float, 4>
    std::string function;   // the function's name alone
    std::vector<KernelParameter> parameters;
    bool meets = false;
};

struct ConstantText {
    std::string index, name;
};

struct Translation {
    std::string code; // C++, without the entries
    std::vector<KernelText> kernels;
    std::vector<ConstantText> constants;
    std::vector<std::string> errors; // as a compiler prints them
};

/** Rewrites MSL that the preprocessor has been over. With address spaces as OpenCL has them for clang's check, without them for g++. */
Translation translate(const std::string& preprocessed, bool keep_address_spaces = false);

/** The table of kernels and their entries, to be compiled behind the code. */
std::string entries(const Translation& translation);

} // namespace software_metal
