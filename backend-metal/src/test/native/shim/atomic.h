// Atomic types and operations. atomic<T> of 8 bytes is refused: Metal has no general ones.
#pragma once
#include "barrier.h"
#include "integer.h"

namespace metal {

template <class T> struct atomic {
    static_assert(is_same_v<T, int> || is_same_v<T, uint> || is_same_v<T, bool> || is_same_v<T, float>,
                  "atomics are of int, uint, bool or float");
    T value;
};
template <class T> using _atomic = atomic<T>;
using atomic_int = atomic<int>;
using atomic_uint = atomic<uint>;
using atomic_bool = atomic<bool>;
using atomic_float = atomic<float>;

template <class T> inline T atomic_load_explicit(const volatile atomic<T>* object, memory_order) {
    T result;
    __atomic_load(const_cast<T*>(&object->value), &result, __ATOMIC_SEQ_CST);
    return result;
}
template <class T>
inline void atomic_store_explicit(volatile atomic<T>* object, std::type_identity_t<T> value, memory_order) {
    __atomic_store(const_cast<T*>(&object->value), &value, __ATOMIC_SEQ_CST);
}
template <class T>
inline T atomic_exchange_explicit(volatile atomic<T>* object, std::type_identity_t<T> value, memory_order) {
    T result;
    __atomic_exchange(const_cast<T*>(&object->value), &value, &result, __ATOMIC_SEQ_CST);
    return result;
}
template <class T>
inline bool atomic_compare_exchange_weak_explicit(volatile atomic<T>* object, T* expected,
                                                  std::type_identity_t<T> wanted, memory_order, memory_order) {
    return __atomic_compare_exchange(const_cast<T*>(&object->value), expected, &wanted, false, __ATOMIC_SEQ_CST,
                                     __ATOMIC_SEQ_CST);
}

/** Reads, computes and writes until nobody came between; gives the value from before. */
#define ATOMIC_FETCH(NAME, CONDITION, EXPRESSION)                                                                      \
    template <class T, enable_if_t<CONDITION, int> = 0>                                                                \
    inline T atomic_fetch_##NAME##_explicit(volatile atomic<T>* object, std::type_identity_t<T> y, memory_order order) { \
        T x = atomic_load_explicit(object, order);                                                                     \
        while (!atomic_compare_exchange_weak_explicit(object, &x, T(EXPRESSION), order, order)) {                      \
        }                                                                                                              \
        return x;                                                                                                      \
    }
ATOMIC_FETCH(add, (!is_same_v<T, bool>), x + y)
ATOMIC_FETCH(sub, (!is_same_v<T, bool>), x - y)
ATOMIC_FETCH(min, (is_integer_v<T>), min(x, y))
ATOMIC_FETCH(max, (is_integer_v<T>), max(x, y))
ATOMIC_FETCH(and, (is_integer_v<T>), x & y)
ATOMIC_FETCH(or, (is_integer_v<T>), x | y)
ATOMIC_FETCH(xor, (is_integer_v<T>), x ^ y)
#undef ATOMIC_FETCH

} // namespace metal
