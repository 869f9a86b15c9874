// MTLBinaryArchive. Its file is a list of keys: enough to test when a backend adds to it, writes it and takes from it.
#include "../build/files.h"
#include "../objc/definition.h"
#include "function.h"

#include <sstream>

namespace software_metal {
namespace {

constexpr const char* FIRST_LINE = "software Metal binary archive";

} // namespace

Class* BinaryArchiveDescriptor::type() {
    static Class* const type = Definition<BinaryArchiveDescriptor>("MTLBinaryArchiveDescriptor")
                                   .creatable()
                                   .method<&BinaryArchiveDescriptor::setUrl>("setUrl:");
    return type;
}

Class* BinaryArchive::type() {
    static Class* const type = Definition<BinaryArchive>("MTLBinaryArchive")
                                   .method<&BinaryArchive::add>("addComputePipelineFunctionsWithDescriptor:error:")
                                   .method<&BinaryArchive::serialize>("serializeToURL:error:")
                                   .method<&BinaryArchive::setLabel>("setLabel:")
                                   .method<&BinaryArchive::getLabel>("label");
    return type;
}

BinaryArchive* BinaryArchive::make(BinaryArchiveDescriptor* descriptor, Error** error) {
    std::string path = descriptor != nullptr && descriptor->url ? descriptor->url->path : "";
    std::istringstream lines(path.empty() ? std::string(FIRST_LINE) : read_file(path));
    std::string line;
    std::getline(lines, line);
    if (line != FIRST_LINE) return fail(error, "MTLBinaryArchiveDomain", 1, path + " is not a binary archive, or not there");
    auto* archive = create<BinaryArchive>();
    while (std::getline(lines, line)) archive->keys[line] = true;
    return archive;
}

BOOL BinaryArchive::add(PipelineDescriptor* descriptor, Error** error) {
    if (descriptor == nullptr || !descriptor->function) {
        fail(error, "MTLBinaryArchiveDomain", 3, "a descriptor without a function");
        return 0;
    }
    keys[descriptor->function->key()] = true;
    return 1;
}

BOOL BinaryArchive::serialize(Url* url, Error** error) {
    std::string all = std::string(FIRST_LINE) + "\n";
    for (auto& [key, added] : keys) all += key + "\n";
    if (url != nullptr) write_file(url->path, all);
    if (url != nullptr && exists(url->path)) return 1;
    fail(error, "MTLBinaryArchiveDomain", 1, "the archive could not be written");
    return 0;
}

} // namespace software_metal
