// What a compiled kernel and the device say to each other. Both sides include this file.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace software_metal {

constexpr uint32_t LANES = 32;           // threads of a SIMD group
constexpr uint32_t BUFFERS = 31;         // indices of buffers and of group memory
constexpr uint32_t LARGEST_DEPOSIT = 64; // bytes that a thread brings to a SIMD operation
constexpr uint32_t VARIABLES = 64;       // threadgroup variables of a library

struct Size {
    uint32_t x, y, z;
};

/** Where threads of a group wait for each other. */
enum class Meeting : uint8_t { GROUP_BARRIER, LANES, MATRIX_PRODUCT };

enum class State : uint8_t { NEW, RUNNING, AT_LANES, AT_BARRIER, DONE };

/** One a worker (an OS thread); kernels reach it by `context`. */
struct Context {
    // the same for the whole dispatch
    Size grid;          // threads of the grid
    Size nominal_group; // threads a group, as dispatched
    Size groups;        // groups of the grid
    void** buffers;
    void** group_memory;
    bool reverse; // lanes and groups run from the last to the first
    // this group
    Size group; // threads of this group: fewer at the edge of the grid
    Size group_position;
    uint32_t threads;
    State* states;
    void* variables[VARIABLES]; // where the threadgroup variables lie, null until one is reached
    // who is next: threads from `first` to `end` start in turn
    uint32_t first, started, end;
    uint32_t current;

    /** Waits for the other threads; then `deposits` holds what each brought. */
    void (*meet)(Context&, Meeting, const void* deposit, uint32_t bytes, int line);
    void* (*new_variable)(Context&, uint32_t slot, size_t bytes, size_t alignment);
    // the last SIMD operation
    const uint8_t* deposits; // LANES times the size
    uint32_t active;         // a bit for each lane that took part
    bool combined;           // whether `combination` holds the result already
    alignas(16) uint8_t combination[LARGEST_DEPOSIT];
};

/** What a kernel's parameter is filled with. */
enum class Filling : uint8_t {
    BUFFER,
    GROUP_MEMORY,
    THREAD_POSITION_IN_GRID,
    THREAD_POSITION_IN_GROUP,
    GROUP_POSITION,
    THREAD_INDEX_IN_GROUP,
    THREADS_PER_GROUP,
    DISPATCHED_THREADS_PER_GROUP,
    THREADS_PER_GRID,
    GROUPS_PER_GRID,
    LANE,
    SIMD_GROUP_INDEX,
    SIMD_GROUPS,
    LANES_PER_SIMD_GROUP,
    QUAD_LANE,
    QUAD_GROUP_INDEX,
    ZERO
};

struct Argument {
    Filling filling;
    uint8_t index;
    bool is_constant; // address space `constant`
    const char* name;
};

/** Size and alignment of what an argument points at. */
struct Pointee {
    uint32_t size, alignment;
};

struct Kernel {
    const char* name;
    void (*run)(Context&);
    const Argument* arguments;
    const Pointee* pointees;
    uint32_t count;
    bool meets; // has barriers or SIMD operations, so its threads need stacks of their own
};

struct FunctionConstant {
    int index;
    const char* name;
    void* address;
    uint32_t size;
};

struct Module {
    const Kernel* kernels;
    uint32_t kernel_count;
    const FunctionConstant* constants;
    uint32_t constant_count;
};

/** A 16-byte block of the product of 8x8 matrices: what a lane brings of A, B and C, and takes away of the result in c. */
struct MatrixDeposit {
    float a[2], b[2], c[2];
};

} // namespace software_metal
