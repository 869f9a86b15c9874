// What Fourier transforms share: roots of unity, and how elements are read and written.
#include "axes.h"

// What lies along the axis: complex numbers, real ones, or the first half of a spectrum, whose other half is conjugate.
#define COMPLEX 0u
#define REAL 1u
#define HALF_SPECTRUM 2u

// One side of a transform: lines lie where `lines` says. Numbers are floats, two for a complex one.
struct Side {
    Axes lines;
    i64 stride; // in elements
    u32 kind;
    u32 isConjugate;
};

// exp(-2 pi i k / order) for k < order, right to the last bit or two: by symmetry the sine and cosine of an angle of at most an eighth of a turn.
FN c64 root_of_unity(u32 k, u32 order) {
    u64 eighths = 8 * u64(k);
    u32 eighth = u32(eighths / order);
    u32 rest = u32(eighths - u64(eighth) * order);
    float part = float(eighth % 2 == 0 ? rest : order - rest);
    float ratio = part / float(order);
    float lost = k_fma(-ratio, float(order), part) / float(order);
    float angle = ratio * 0.78539819f;
    float low = k_fma(ratio, 0.78539819f, -angle) + ratio * -2.1855694e-8f + lost * 0.78539819f;
    float z = angle * angle;
    float p = k_fma(-1.9515295891e-4f, z, 8.3321608736e-3f);
    p = k_fma(p, z, -1.6666654611e-1f);
    float q = k_fma(2.443315711809948e-5f, z, -1.388731625493765e-3f);
    q = k_fma(q, z, 4.166664568298827e-2f);
    float sine = k_fma(p * z, angle, angle);
    float cosine = k_fma(z * z, q, k_fma(-0.5f, z, 1.0f));
    float bySide = sine + low * cosine;
    float byBase = cosine - low * sine;
    bool steep = eighth % 4 == 1 || eighth % 4 == 2;
    float re = steep ? bySide : byBase;
    float im = steep ? byBase : bySide;
    return k_complex(eighth >= 2 && eighth <= 5 ? -re : re, eighth >= 4 ? im : -im);
}

FN c64 turned(c64 z, c64 root) { return k_complex(z.re * root.re - z.im * root.im, z.re * root.im + z.im * root.re); }
FN c64 conjugate_if(u32 wanted, c64 z) { return k_complex(z.re, wanted ? -z.im : z.im); }

// Element `index` of a line of `length`.
FN c64 read_element(CONSTANT Side& side, const DEV float* from, u32 line, u32 index, u32 length) {
    i64 start = k_offset(side.lines, line);
    if (side.kind == REAL) return k_complex(from[start + i64(index) * side.stride], 0.0f);
    bool isMirrored = side.kind == HALF_SPECTRUM && index > length / 2;
    const DEV float* at = from + 2 * (start + i64(isMirrored ? length - index : index) * side.stride);
    c64 z = k_complex(at[0], at[1]);
    // Elements that are their own conjugates are real.
    if (side.kind == HALF_SPECTRUM && (index == 0 || 2 * u64(index) == length)) z.im = 0.0f;
    return conjugate_if(side.isConjugate != (isMirrored ? 1u : 0u), z);
}

FN void write_element(CONSTANT Side& side, DEV float* to, u32 line, u32 index, u32 length, c64 z) {
    i64 start = k_offset(side.lines, line);
    if (side.kind == REAL) {
        to[start + i64(index) * side.stride] = z.re;
    } else if (side.kind == COMPLEX || index <= length / 2) {
        z = conjugate_if(side.isConjugate, z);
        DEV float* at = to + 2 * (start + i64(index) * side.stride);
        at[0] = z.re;
        at[1] = z.im;
    }
}
