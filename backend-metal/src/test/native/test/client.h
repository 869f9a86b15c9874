// What a backend does, in C++: messages to objects by name.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

extern "C" {
const char* sel_registerName(const char* name);
void* objc_getClass(const char* name);
const char* object_getClassName(void* object);
const char* class_getName(void* type);
void objc_msgSend();
void objc_msgSend_stret();
void* objc_autoreleasePoolPush();
void objc_autoreleasePoolPop(void* pool);
void* objc_retain(void* object);
void objc_release(void* object);
void* MTLCreateSystemDefaultDevice();
void* MTLCopyAllDevices();
long software_metal_live(const char* name);
long software_metal_allocated_bytes();
long software_metal_dispatches();
long software_metal_command_buffers();
long software_metal_compiled_kernels();
long software_metal_compilations();
long software_metal_cached_libraries();
long software_metal_misuses();
const char* software_metal_last_misuse();
void software_metal_fail_next(int count);
void software_metal_fail_allocations(int count);
void software_metal_set_execution(int on);
void software_metal_set_reverse(int reverse);
void software_metal_set_max_threads(int threads);
void software_metal_set_event_timeout(int seconds);
void software_metal_set_flush(int on);
void software_metal_set_strict(int level);
}

using Id = void*;

struct Size {
    unsigned long width = 1, height = 1, depth = 1;
};

template <class Result = Id, class... Arguments> Result send(Id self, const char* selector, Arguments... arguments) {
    auto function = reinterpret_cast<Result (*)(Id, const char*, Arguments...)>(&objc_msgSend);
    return function(self, sel_registerName(selector), arguments...);
}

struct Pool {
    void* token = objc_autoreleasePoolPush();
    ~Pool() { objc_autoreleasePoolPop(token); }
};

Id device();
Id nsstring(const std::string& text);
std::string text_of(Id string);
std::string description(Id error);
Id new_object(const char* type);

/** A library from text, or nil; then `error` says why. */
Id library(const std::string& text, std::string* error = nullptr, Id options = nullptr);
/** A pipeline; ends the program if there is none. The caller releases it. */
Id pipeline(Id library, const char* function, Id constants = nullptr);
Id buffer(size_t bytes);
void* contents(Id buffer);
template <class T> T* elements(Id buffer) { return static_cast<T*>(contents(buffer)); }

/** An argument of a kernel: a buffer or bytes. */
struct Argument {
    Id buffer = nullptr;
    const void* bytes = nullptr;
    unsigned long length = 0, offset = 0;
    Argument(Id buffer, unsigned long offset = 0) : buffer(buffer), offset(offset) {}
    Argument(const void* bytes, unsigned long length, int) : bytes(bytes), length(length) {}
};
template <class T> Argument value(const T& it) { return Argument(&it, sizeof(T), 0); }

/** Runs one dispatch on a queue of its own; the text of the error, or nothing. */
std::string run(Id pipeline, Size grid, Size group, const std::vector<Argument>& arguments, bool groups = false,
                unsigned long group_memory = 0);

void test_runtime();
void test_math();
void test_integers();
void test_types();
void test_simd();
void test_matrices();
void test_atomics();
void test_groups();
void test_faults();
void test_rules();
void test_spaces();
void test_limits();
void test_commands();
void test_devices();
void test_samples(const std::string& folder);
void test_stress();
void test_cost();
