// Quantized matrices: rows of codes of BITS bits, of which each group of GROUP_SIZE has a scale, and a bias if the format is AFFINE; else they are small
// floats, the scales powers of two (POWERS) or eight-bit floats. Wanted: T, the dtype of affine scales; OFFSET.

#ifdef AFFINE
#define SCALE T
#else
#define SCALE u8
#endif

// Eight codes.
#if BITS <= 4
#define CODES u32
#else
#define CODES u64
#endif

struct Packed {
    const DEV u32* words;
    const DEV SCALE* scales;
#ifdef AFFINE
    const DEV T* biases;
    OFFSET biasStride;
#endif
    OFFSET wordStride;
    OFFSET scaleStride;
    u32 rows;
    u32 elements;
};

// Two exponent bits and one more, beside the sign: as bits of a float16, all but its exponent's bias.
FN float packed_e2m1(u32 code) {
    float magnitude = to_f(k_half_of_bits(u16((code & 7u) << 9))) * 16384.0f;
    return (code & 8u) != 0 ? -magnitude : magnitude;
}
// Four exponent bits and three more; NaN counts on to 480.
FN float packed_e4m3(u32 code) {
    float magnitude = to_f(k_half_of_bits(u16((code & 0x7Fu) << 7))) * 256.0f;
    return (code & 0x80u) != 0 ? -magnitude : magnitude;
}
FN float packed_power(u32 code) { return k_float(code == 0 ? 1u << 22 : code << 23); }

// The numbers of eight elements of a row, from a multiple of eight on; they are of one group.
FN void packed_numbers(THR float* numbers, THR const Packed& m, u32 row, u32 element) {
    const DEV u8* bytes = (const DEV u8*)(m.words + OFFSET(row) * m.wordStride) + element / 8 * BITS;
    u32 group = element / GROUP_SIZE;
    SCALE stored = m.scales[OFFSET(row) * m.scaleStride + OFFSET(group)];
#if defined(AFFINE)
    float scale = to_f(stored);
    float bias = to_f(m.biases[OFFSET(row) * m.biasStride + OFFSET(group)]);
#elif defined(POWERS)
    float scale = packed_power(stored);
#else
    float scale = packed_e4m3(stored);
#endif
    CODES string = 0;
    for (u32 i = 0; i < BITS; i++) string |= CODES(bytes[i]) << (8 * i);
    for (u32 i = 0; i < 8; i++) {
        u32 code = u32(string >> (i * BITS)) & ((1u << BITS) - 1u);
#if defined(AFFINE)
        numbers[i] = float(code) * scale + bias;
#elif BITS == 4
        numbers[i] = packed_e2m1(code) * scale;
#else
        numbers[i] = packed_e4m3(code) * scale;
#endif
    }
}
