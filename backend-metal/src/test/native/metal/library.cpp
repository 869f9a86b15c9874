#include "../objc/definition.h"
#include "../build/files.h"
#include "function.h"

namespace software_metal {

Class* LibraryOptions::type() {
    using O = LibraryOptions;
    static Class* const type = Definition<O>("MTLCompileOptions")
                                   .creatable()
                                   .method<&O::setLanguageVersion>("setLanguageVersion:")
                                   .method<&O::getLanguageVersion>("languageVersion")
                                   .method<&O::setMathMode>("setMathMode:")
                                   .method<&O::getMathMode>("mathMode")
                                   .method<&O::setFastMath>("setFastMathEnabled:")
                                   .method<&O::getFastMath>("fastMathEnabled")
                                   .method<&O::setNumber>("setMathFloatingPointFunctions:")
                                   .method<&O::setNumber>("setOptimizationLevel:")
                                   .method<&O::setMacros>("setPreprocessorMacros:")
                                   .method<&O::getMacros>("preprocessorMacros");
    return type;
}

Class* Library::type() {
    static Class* const type = Definition<Library>("MTLLibrary")
                                   .method<&Library::function>("newFunctionWithName:")
                                   .method<&Library::functionWithConstants>("newFunctionWithName:constantValues:error:")
                                   .method<&Library::names>("functionNames")
                                   .method<&Library::setLabel>("setLabel:")
                                   .method<&Library::getLabel>("label");
    return type;
}

namespace {

/** A macro's value: a string as it stands, or a number. */
std::string macro_value(Object* value) {
    if (value->isa == String::type()) return static_cast<String*>(value)->text;
    double number = static_cast<Number*>(value)->value;
    return number == static_cast<double>(static_cast<long>(number)) ? std::to_string(static_cast<long>(number)) : std::to_string(number);
}

CompileOptions compile_options(const LibraryOptions* options) {
    CompileOptions result;
    if (options == nullptr) return result;
    result.version = static_cast<int>((options->language >> 16) * 100 + (options->language & 0xffff) * 10);
    if (options->macros)
        for (auto& [name, value] : options->macros->entries) result.macros.push_back(name + "=" + macro_value(value.get()));
    return result;
}

} // namespace

Library* Library::make(String* source, LibraryOptions* options, Error** error) {
    const std::string text = text_of(source);
    const CompileOptions with = compile_options(options);
    std::string log;
    if (with.version < 310 && text.find("bfloat") != std::string::npos)
        return fail(error, "MTLLibraryErrorDomain", LIBRARY_COMPILE_FAILURE, "program_source:1: error: bfloat needs language version 3.1");
    std::shared_ptr<LoadedModule> module = compile(text, with, log);
    if (module == nullptr) return fail(error, "MTLLibraryErrorDomain", LIBRARY_COMPILE_FAILURE, log);
    auto* library = create<Library>();
    library->module = module;
    std::string key = std::to_string(with.version);
    for (const std::string& macro : with.macros) key += "\n" + macro;
    library->source_hash = hash_of(key + "\n" + text);
    return library;
}

Function* Library::function(String* name) { return functionWithConstants(name, nullptr, nullptr); }

Function* Library::functionWithConstants(String* name, ConstantValues* values, Error** error) {
    const Kernel* kernel = module->find(text_of(name));
    if (kernel == nullptr)
        return fail(error, "MTLLibraryErrorDomain", LIBRARY_FUNCTION_NOT_FOUND, "function '" + text_of(name) + "' not found in the library");
    auto* function = create<Function>();
    function->library = Reference<Library>(this);
    function->kernel = kernel;
    function->name = text_of(name);
    const Module& table = module->table();
    for (uint32_t i = 0; i < table.constant_count; i++) {
        const FunctionConstant& constant = table.constants[i];
        std::string value;
        if (values != nullptr) {
            if (values->by_index.count(constant.index)) value = values->by_index[constant.index];
            if (values->by_name.count(constant.name)) value = values->by_name[constant.name];
        }
        value.resize(constant.size);
        function->constants.emplace_back(&constant, value);
    }
    return function;
}

Array* Library::names() {
    auto* array = autoreleased(create<Array>());
    const Module& table = module->table();
    for (uint32_t i = 0; i < table.kernel_count; i++) array->elements.emplace_back(autoreleased_text(table.kernels[i].name));
    return array;
}

} // namespace software_metal
