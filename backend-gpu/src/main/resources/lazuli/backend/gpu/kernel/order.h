// Integers in the order of a dtype's elements, and back; of i32 where elements have four bytes or fewer, else of i64. Elements come as bits: T is an
// unsigned integer of their size, DTYPE their type. NaN is the largest; -0 comes before 0 unless zeros are made equal. Complex numbers are ordered by
// their real parts, then by the imaginary ones, and last come, as in NumPy, those with a NaN as imaginary part, as real part, as both.

#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
#define KEY(bits) JOINED(key_of_, DTYPE)(bits)
#define ELEMENT(key) JOINED(element_of_, DTYPE)(key)
#define EQUAL_ZEROS(key) JOINED(equal_zeros_of_, DTYPE)(key)

#define SMALL_INTEGER(dtype, bits)                                   \
    FN i32 key_of_##dtype(bits x) { return i32(dtype(x)); }          \
    FN bits element_of_##dtype(i32 key) { return bits(key); }        \
    FN i32 equal_zeros_of_##dtype(i32 key) { return key; }
SMALL_INTEGER(u8, u8)
SMALL_INTEGER(i8, u8)
SMALL_INTEGER(u16, u16)
SMALL_INTEGER(i16, u16)
SMALL_INTEGER(i32, u32)

FN i32 key_of_bool(u8 x) { return i32(x); }
FN u8 element_of_bool(i32 key) { return u8(key); }
FN i32 equal_zeros_of_bool(i32 key) { return key; }

FN i32 key_of_u32(u32 x) { return i32(x ^ 0x80000000u); }
FN u32 element_of_u32(i32 key) { return u32(key) ^ 0x80000000u; }
FN i32 equal_zeros_of_u32(i32 key) { return key; }

FN i64 key_of_i64(u64 x) { return i64(x); }
FN u64 element_of_i64(i64 key) { return u64(key); }
FN i64 equal_zeros_of_i64(i64 key) { return key; }

FN i64 key_of_u64(u64 x) { return i64(x ^ u64(1) << 63); }
FN u64 element_of_u64(i64 key) { return u64(key) ^ u64(1) << 63; }
FN i64 equal_zeros_of_u64(i64 key) { return key; }

// From a sign and a magnitude to two's complement and back.
FN i32 flipped(i32 bits) { return bits < 0 ? bits ^ 0x7FFFFFFF : bits; }

FN i32 key_of_f32(u32 x) { return (x & 0x7FFFFFFFu) > 0x7F800000u ? 0x7FFFFFFF : flipped(i32(x)); }
FN u32 element_of_f32(i32 key) { return u32(flipped(key)); }
FN i32 equal_zeros_of_f32(i32 key) { return key == -1 ? 0 : key; }

FN i32 flipped_half(i32 bits) { return bits < 0 ? bits ^ 0x7FFF : bits; }

#define HALF_FLOAT(dtype, infinity)                                                                               \
    FN i32 key_of_##dtype(u16 x) { return (x & 0x7FFF) > infinity ? 0x7FFF : flipped_half(i32(i16(x))); }         \
    FN u16 element_of_##dtype(i32 key) { return u16(flipped_half(key)); }                                         \
    FN i32 equal_zeros_of_##dtype(i32 key) { return key == -1 ? 0 : key; }
HALF_FLOAT(f16, 0x7C00)
HALF_FLOAT(bf16, 0x7F80)

FN i64 key_of_parts(i32 high, i32 low) { return i64(u64(u32(high)) << 32 | u64(u32(low) ^ 0x80000000u)); }
FN i64 key_of_c64(u64 x) {
    u32 real = u32(x);
    u32 imaginary = u32(x >> 32);
    bool is_real_nan = (real & 0x7FFFFFFFu) > 0x7F800000u;
    if ((imaginary & 0x7FFFFFFFu) > 0x7F800000u)
        return is_real_nan ? key_of_parts(0x7F800003, 0) : key_of_parts(0x7F800001, key_of_f32(real));
    return key_of_parts(is_real_nan ? 0x7F800002 : key_of_f32(real), key_of_f32(imaginary));
}
FN i64 equal_zeros_of_c64(i64 key) {
    u64 real = key >> 32 == -1 ? u64(0) : u64(key) & 0xFFFFFFFF00000000ul;
    u64 imaginary = u32(key) == 0x7FFFFFFFu ? u64(1) << 31 : u64(u32(key));
    return i64(real | imaginary);
}
