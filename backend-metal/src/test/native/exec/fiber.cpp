#include "fiber.h"

#include <cstdint>
#include <new>
#include <sys/mman.h>

asm(R"(
    .text
    .globl software_metal_switch
    .hidden software_metal_switch
    .type software_metal_switch,@function
software_metal_switch:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp,(%rdi)
    movq %rsi,%rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .size software_metal_switch,.-software_metal_switch
)");

namespace software_metal {
namespace {

constexpr size_t STACK = 128 << 10, GUARD = 4096, MEMORY = GUARD + STACK + GUARD;

} // namespace

Fiber::Fiber(void (*start)(), size_t number) : start(start), number(number) {
    memory = static_cast<char*>(
        mmap(nullptr, MEMORY, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    if (memory == MAP_FAILED) throw std::bad_alloc();
    mprotect(memory, GUARD, PROT_NONE);
    mprotect(memory + GUARD + STACK, GUARD, PROT_NONE);
    reset();
}

Fiber::~Fiber() { munmap(memory, MEMORY); }

void Fiber::reset() {
    size_t shift = number * 320 % 4096 / 64 * 64;
    auto** words = reinterpret_cast<void**>(memory + GUARD + STACK - 64 - shift);
    top = reinterpret_cast<char*>(words);
    *--words = nullptr; // where `start` would return to; also aligns the stack as a call does
    *--words = reinterpret_cast<void*>(start);
    for (int i = 0; i < 6; i++) *--words = nullptr;
    stack_pointer = words;
}

bool Fiber::holds(const void* address) const {
    auto* at = static_cast<const char*>(address);
    return at >= memory && at < memory + MEMORY;
}

} // namespace software_metal
