// MTLLibrary, MTLFunction, MTLFunctionConstantValues, MTLComputePipelineState and the descriptors for them.
#pragma once
#include "../build/compile.h"
#include "../foundation/foundation.h"
#include "types.h"

#include <map>

namespace software_metal {

struct LibraryOptions : Object { // MTLCompileOptions
    static Class* type();
    void setLanguageVersion(NSUInteger version) { language = version; }
    NSUInteger getLanguageVersion() const { return language; }
    void setMathMode(NSInteger mode) { math = mode; }
    NSInteger getMathMode() const { return math; }
    void setFastMath(BOOL fast) { math = fast ? 2 : 0; }
    BOOL getFastMath() const { return math == 2; }
    void setNumber(NSInteger) {}
    void setMacros(Dictionary* dictionary) { macros = Reference<Dictionary>(dictionary); }
    Dictionary* getMacros() { return macros.get(); }

    NSUInteger language = 3 << 16 | 2;
    NSInteger math = 2;
    Reference<Dictionary> macros;
};

struct ConstantValues : Object { // MTLFunctionConstantValues
    static Class* type();
    void setAt(const void* value, NSUInteger type, NSUInteger index);
    void setNamed(const void* value, NSUInteger type, String* name);
    void reset() { by_index.clear(), by_name.clear(); }

    std::map<int, std::string> by_index; // bytes
    std::map<std::string, std::string> by_name;
};

struct Library : Labelled {
    static Class* type();
    static Library* make(String* source, LibraryOptions* options, Error** error);

    struct Function* function(String* name);
    struct Function* functionWithConstants(String* name, ConstantValues* values, Error** error);
    Array* names();

    std::shared_ptr<LoadedModule> module;
    std::string source_hash; // names the library in binary archives
};

struct Function : Labelled {
    static Class* type();
    String* getName() { return autoreleased_text(name); }
    NSUInteger functionType() const { return 3; } // MTLFunctionTypeKernel
    std::string key() const;

    Reference<Library> library;
    const Kernel* kernel = nullptr;
    std::string name;
    std::vector<std::pair<const FunctionConstant*, std::string>> constants; // with their values
};

struct PipelineDescriptor : Labelled { // MTLComputePipelineDescriptor
    static Class* type();
    void setFunction(Function* f) { function = Reference<Function>(f); }
    void setArchives(Array* array) { archives = Reference<Array>(array); }
    void setMostThreads(NSUInteger threads) { most_threads = threads; }
    void setFlag(BOOL) {}

    Reference<Function> function;
    Reference<Array> archives;
    NSUInteger most_threads = 0;
};

struct Pipeline : Labelled { // MTLComputePipelineState
    static Class* type();
    static Pipeline* make(Function* function, NSUInteger most_threads, Error** error);
    /** Runs with this pipeline's function constants. */
    std::string run(const struct Dispatch& dispatch);

    NSUInteger mostThreads() const { return most_threads; }
    NSUInteger width() const { return LANES; }
    NSUInteger groupMemory() const { return 0; } // known while it runs only
    struct Device* device();

    Reference<Function> function;
    NSUInteger most_threads = 0;
};

struct BinaryArchiveDescriptor : Object {
    static Class* type();
    void setUrl(Url* value) { url = Reference<Url>(value); }
    Reference<Url> url;
};

/** MTLBinaryArchive: here the names of what was compiled; the code lies in the disk cache. */
struct BinaryArchive : Labelled {
    static Class* type();
    static BinaryArchive* make(BinaryArchiveDescriptor* descriptor, Error** error);
    BOOL add(PipelineDescriptor* descriptor, Error** error);
    BOOL serialize(Url* url, Error** error);
    bool holds(const Function& function) const { return keys.count(function.key()) != 0; }

    std::map<std::string, bool> keys;
};

} // namespace software_metal
