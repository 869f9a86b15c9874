// How the device calls a kernel: the front end writes, for each kernel, a function
//
//   static void entry(Context& context) {
//       Thread thread;
//       while (thread.start_next(context)) {
//           ::add(pointer{context.buffers[0]}, ..., thread.position_in_grid(context));
//           thread.finish(context);
//       }
//   }
//
// Several stacks may be inside of it at a time: where a thread waits, another stack goes on with the next thread.
#pragma once
#include "barrier.h"
#include "vector_names.h"

namespace software_metal {

/** Becomes any pointer. */
struct pointer {
    void* place;
    template <class T> SOFTWARE_METAL_INLINE operator T*() const { return static_cast<T*>(place); }
};

/** Becomes a reference to anything. */
struct reference {
    void* place;
    template <class T> SOFTWARE_METAL_INLINE operator T&() const { return *static_cast<T*>(place); }
};

/** Becomes an integer, or a vector of two or three. */
struct position {
    uint32_t x, y, z;
    template <class T> SOFTWARE_METAL_INLINE operator T() const {
        if constexpr (std::is_integral_v<T>) return static_cast<T>(x);
        else if constexpr (T::size == 2) return T(static_cast<typename T::element>(x), static_cast<typename T::element>(y));
        else return T(static_cast<typename T::element>(x), static_cast<typename T::element>(y), static_cast<typename T::element>(z));
    }
};

SOFTWARE_METAL_INLINE position all_of(const Size& size) { return {size.x, size.y, size.z}; }
SOFTWARE_METAL_INLINE position number(uint32_t x) { return {x, 0, 0}; }

/** The thread of the grid that runs. */
struct Thread {
    uint32_t index = ~0u;
    Size at{};

    SOFTWARE_METAL_INLINE bool start_next(Context& context) {
        if (context.started == context.end) return false;
        uint32_t k = context.started++;
        uint32_t next = context.reverse ? context.end - 1 - (k - context.first) : k;
        if (next == index + 1 && next != 0) {
            if (++at.x == context.group.x) {
                at.x = 0;
                if (++at.y == context.group.y) {
                    at.y = 0;
                    ++at.z;
                }
            }
        } else {
            at = {next % context.group.x, next / context.group.x % context.group.y, next / context.group.x / context.group.y};
        }
        index = context.current = next;
        return true;
    }
    SOFTWARE_METAL_INLINE void finish(Context& context) { context.states[index] = State::DONE; }

    SOFTWARE_METAL_INLINE position position_in_grid(const Context& context) const {
        return {context.group_position.x * context.nominal_group.x + at.x,
                context.group_position.y * context.nominal_group.y + at.y,
                context.group_position.z * context.nominal_group.z + at.z};
    }
};

/** Size and alignment of what each parameter of a kernel points at. */
template <class T> constexpr Pointee pointee_of() {
    using P = std::remove_cv_t<std::remove_pointer_t<std::remove_reference_t<T>>>;
    if constexpr (std::is_void_v<P>) return {1, 1};
    else return {uint32_t(sizeof(P)), uint32_t(alignof(P))};
}
template <class... T> struct PointeeTable {
    Pointee table[sizeof...(T) + 1] = {pointee_of<T>()..., {0, 0}};
};
template <class... T> constexpr PointeeTable<T...> pointees_of(void (*)(T...)) { return {}; }

} // namespace software_metal
