// Structs and numbers of Metal's headers.
#pragma once
#include "../objc/object.h"

namespace software_metal {

struct MTLSize {
    NSUInteger width, height, depth;
};

struct Range {
    NSUInteger location, length;
};

enum Status : NSUInteger { NOT_ENQUEUED, ENQUEUED, COMMITTED, SCHEDULED, COMPLETED, ERROR };

// codes of MTLCommandBufferErrorDomain
constexpr NSInteger ERROR_INTERNAL = 1, ERROR_TIMEOUT = 2, ERROR_PAGE_FAULT = 3, ERROR_INVALID_RESOURCE = 9, ERROR_OUT_OF_MEMORY = 8;
// codes of MTLLibraryErrorDomain
constexpr NSInteger LIBRARY_INTERNAL = 2, LIBRARY_COMPILE_FAILURE = 3, LIBRARY_FUNCTION_NOT_FOUND = 5;

constexpr NSUInteger MOST_BYTES = 4096, MOST_GROUP_MEMORY = 32768;

/** An object with a label. */
struct Labelled : Object {
    std::string label;
    void setLabel(struct String* text);
    struct String* getLabel();
};

} // namespace software_metal
