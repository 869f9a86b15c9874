// Barriers and fences. A thread that waits tells the line where it waits, so that the device can name it.
#pragma once
#include "types.h"

/** The context of the worker that runs this kernel; kept by the device, one a thread of the operating system. */
extern "C" __thread software_metal::Context* software_metal_context __attribute__((tls_model("initial-exec")));

#define SOFTWARE_METAL_LINE int line = __builtin_LINE()
/** Also at -O0: so where a thread waits is told by an address in the kernel. */
#define SOFTWARE_METAL_INLINE inline __attribute__((always_inline))
/** Memory is read anew after this. */
#define SOFTWARE_METAL_FENCE asm volatile("" ::: "memory")

namespace software_metal {

SOFTWARE_METAL_INLINE Context& meet(Meeting meeting, const void* deposit, uint bytes, int line) {
    SOFTWARE_METAL_FENCE;
    Context& context = *software_metal_context;
    context.meet(context, meeting, deposit, bytes, line);
    SOFTWARE_METAL_FENCE;
    return context;
}

/** A threadgroup variable: the first thread of a group that gets here makes it. */
template <class T> SOFTWARE_METAL_INLINE T& group_variable(uint slot) {
    Context& context = *software_metal_context;
    void* place = context.variables[slot];
    if (place == nullptr) place = context.new_variable(context, slot, sizeof(T), alignof(T));
    return *static_cast<T*>(place);
}

} // namespace software_metal

namespace metal {

enum class mem_flags { mem_none = 0, mem_device = 1, mem_threadgroup = 2, mem_texture = 4, mem_threadgroup_imageblock = 8 };
constexpr mem_flags operator|(mem_flags a, mem_flags b) { return mem_flags(int(a) | int(b)); }

enum memory_order { memory_order_relaxed, memory_order_acquire, memory_order_release, memory_order_acq_rel, memory_order_seq_cst };
enum thread_scope { thread_scope_thread, thread_scope_simdgroup, thread_scope_threadgroup, thread_scope_device };

SOFTWARE_METAL_INLINE void threadgroup_barrier(mem_flags, SOFTWARE_METAL_LINE) {
    software_metal::meet(software_metal::Meeting::GROUP_BARRIER, nullptr, 0, line);
}
SOFTWARE_METAL_INLINE void simdgroup_barrier(mem_flags, SOFTWARE_METAL_LINE) {
    software_metal::meet(software_metal::Meeting::LANES, nullptr, 0, line);
}
inline void atomic_thread_fence(mem_flags, memory_order = memory_order_seq_cst, thread_scope = thread_scope_device) {
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

} // namespace metal
