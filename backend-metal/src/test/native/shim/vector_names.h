// float4, packed_half2 and so on; the common ones are instantiated here so that kernels need not.
#pragma once
#include "vector.h"

#define VECTOR_NAMES(T)                                                                                                \
    using T##2 = metal::vec<T, 2>;                                                                                     \
    using T##3 = metal::vec<T, 3>;                                                                                     \
    using T##4 = metal::vec<T, 4>;                                                                                     \
    using packed_##T##2 = metal::packed_vec<T, 2>;                                                                     \
    using packed_##T##3 = metal::packed_vec<T, 3>;                                                                     \
    using packed_##T##4 = metal::packed_vec<T, 4>;                                                                     \
    static_assert(sizeof(T##2) == 2 * sizeof(T) && sizeof(T##3) == 4 * sizeof(T) && sizeof(T##4) == 4 * sizeof(T));
VECTOR_NAMES(bool)
VECTOR_NAMES(char)
VECTOR_NAMES(uchar)
VECTOR_NAMES(short)
VECTOR_NAMES(ushort)
VECTOR_NAMES(int)
VECTOR_NAMES(uint)
VECTOR_NAMES(long)
VECTOR_NAMES(ulong)
VECTOR_NAMES(half)
VECTOR_NAMES(bfloat)
VECTOR_NAMES(float)
#undef VECTOR_NAMES
