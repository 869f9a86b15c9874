// What stands before kernels that users write in Metal Shading Language: MLX's names of dtypes, and where an element lies.
#include <metal_stdlib>
using namespace metal;

typedef half float16_t;
typedef bfloat bfloat16_t;

struct complex64_t {
    float real;
    float imag;
};

inline complex64_t operator+(complex64_t a, complex64_t b) {
    complex64_t sum = {a.real + b.real, a.imag + b.imag};
    return sum;
}
inline complex64_t operator-(complex64_t a, complex64_t b) {
    complex64_t difference = {a.real - b.real, a.imag - b.imag};
    return difference;
}
inline complex64_t operator*(complex64_t a, complex64_t b) {
    complex64_t product = {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
    return product;
}

// The least number of steps of m that reach n.
template <typename T, typename U>
inline T ceildiv(T n, U m) {
    return (n + m - 1) / m;
}

// Where an element lies, in elements from the first one: by its number in row-major order, or by its place along x, y and z as the last axes.
template <typename Index>
inline int64_t elem_to_loc(Index elem, constant const int* shape, constant const int64_t* strides, int ndim) {
    int64_t loc = 0;
    for (int axis = ndim - 1; axis >= 0; axis--) {
        loc += int64_t(elem % shape[axis]) * strides[axis];
        elem /= shape[axis];
    }
    return loc;
}
inline int64_t elem_to_loc(uint3 elem, constant const int* shape, constant const int64_t* strides, int ndim) {
    int64_t loc = elem.x * strides[ndim - 1];
    if (ndim > 1) loc += elem.y * strides[ndim - 2];
    int64_t rest = elem.z;
    for (int axis = ndim - 3; axis >= 0; axis--) {
        loc += (rest % shape[axis]) * strides[axis];
        rest /= shape[axis];
    }
    return loc;
}
