// simdgroup_matrix<T, 8, 8>: each lane holds two neighbours of a row, placed as on Apple's GPUs.
#pragma once
#include "simd.h"

namespace metal {

template <class T, int ROWS, int COLUMNS> struct simdgroup_matrix {
    static_assert(ROWS == 8 && COLUMNS == 8, "simdgroup_matrix is 8x8");
    static_assert(is_floating_point_v<T>, "simdgroup_matrix is of half, bfloat or float");

    simdgroup_matrix() = default;
    /** A diagonal matrix. */
    explicit simdgroup_matrix(T diagonal) {
        for (uint i = 0; i < 2; i++) elements[i] = row() == column() + i ? diagonal : T(0);
    }
    vec<T, 2>& thread_elements() { return elements; }
    const vec<T, 2>& thread_elements() const { return elements; }

    static uint row() { return (quad() & 4) + lane() / 2 % 4; }
    static uint column() { return (quad() & 2) * 2 + lane() % 2 * 2; }

private:
    static uint lane() { return software_metal_context->current % software_metal::LANES; }
    static uint quad() { return lane() / 4; }
    vec<T, 2> elements;
};

using simdgroup_float8x8 = simdgroup_matrix<float, 8, 8>;
using simdgroup_half8x8 = simdgroup_matrix<half, 8, 8>;
using simdgroup_bfloat8x8 = simdgroup_matrix<bfloat, 8, 8>;

template <class T, int ROWS, int COLUMNS> inline simdgroup_matrix<T, ROWS, COLUMNS> make_filled_simdgroup_matrix(T value) {
    simdgroup_matrix<T, ROWS, COLUMNS> result;
    result.thread_elements() = vec<T, 2>(value);
    return result;
}

namespace detail {

template <class Matrix, class Action>
inline void each_element(Matrix& matrix, ulong per_row, ulong2 origin, bool transpose, Action action) {
    for (int i = 0; i < 2; i++) {
        ulong row = matrix.row(), column = matrix.column() + ulong(i);
        ulong y = transpose ? column : row, x = transpose ? row : column;
        action(i, (origin.y + y) * per_row + origin.x + x);
    }
}

} // namespace detail

template <class T>
SOFTWARE_METAL_INLINE void simdgroup_load(simdgroup_matrix<T, 8, 8>& matrix, const T* from, ulong elements_per_row = 8,
                           ulong2 origin = ulong2(0, 0), bool transpose = false, SOFTWARE_METAL_LINE) {
    software_metal::meet(software_metal::Meeting::LANES, nullptr, 0, line);
    detail::each_element(matrix, elements_per_row, origin, transpose,
                         [&](int i, ulong at) { matrix.thread_elements()[i] = from[at]; });
}

template <class T>
SOFTWARE_METAL_INLINE void simdgroup_store(simdgroup_matrix<T, 8, 8> matrix, T* to, ulong elements_per_row = 8,
                            ulong2 origin = ulong2(0, 0), bool transpose = false, SOFTWARE_METAL_LINE) {
    detail::each_element(matrix, elements_per_row, origin, transpose,
                         [&](int i, ulong at) { to[at] = matrix.thread_elements()[i]; });
    software_metal::meet(software_metal::Meeting::LANES, nullptr, 0, line);
}

/** D = A B + C, computed in float by the device, each element one chain of fused multiply-adds in the order of k. */
template <class D, class A, class B, class C>
SOFTWARE_METAL_INLINE void simdgroup_multiply_accumulate(simdgroup_matrix<D, 8, 8>& d, simdgroup_matrix<A, 8, 8> a,
                                          simdgroup_matrix<B, 8, 8> b, simdgroup_matrix<C, 8, 8> c, SOFTWARE_METAL_LINE) {
    software_metal::MatrixDeposit mine;
    for (int i = 0; i < 2; i++) {
        mine.a[i] = float(a.thread_elements()[i]);
        mine.b[i] = float(b.thread_elements()[i]);
        mine.c[i] = float(c.thread_elements()[i]);
    }
    auto& context = software_metal::meet(software_metal::Meeting::MATRIX_PRODUCT, &mine, sizeof mine, line);
    auto results = (const software_metal::MatrixDeposit*)context.deposits;
    const float* result = results[context.current % software_metal::LANES].c;
    d.thread_elements() = vec<D, 2>(D(result[0]), D(result[1]));
}

template <class D, class A, class B>
SOFTWARE_METAL_INLINE void simdgroup_multiply(simdgroup_matrix<D, 8, 8>& d, simdgroup_matrix<A, 8, 8> a, simdgroup_matrix<B, 8, 8> b,
                               SOFTWARE_METAL_LINE) {
    simdgroup_multiply_accumulate(d, a, b, make_filled_simdgroup_matrix<D, 8, 8>(D(0)), line);
}

template <class T>
SOFTWARE_METAL_INLINE simdgroup_matrix<T, 8, 8> operator*(simdgroup_matrix<T, 8, 8> a, simdgroup_matrix<T, 8, 8> b) {
    simdgroup_matrix<T, 8, 8> product;
    simdgroup_multiply(product, a, b, 0); // an operator cannot tell its line
    return product;
}

} // namespace metal
