#include "check.h"
#include "expressions.h"

#include <climits>

void test_integers() {
    section("integer functions");
    check_integers({
        {"int", "abs(x)", -5, 0, 0, 5}, {"char", "abs(x)", -5, 0, 0, 5}, {"uint", "abs(x)", 5, 0, 0, 5}, {"long", "abs(x)", LONG_MIN + 1, 0, 0, LONG_MAX},
        {"int", "absdiff(x, y)", INT_MIN, INT_MAX, 0, 0xffffffffL}, {"uchar", "absdiff(x, y)", 3, 250, 0, 247},
        {"int", "addsat(x, y)", INT_MAX, 1, 0, INT_MAX}, {"uchar", "addsat(x, y)", 200, 100, 0, 255}, {"char", "addsat(x, y)", -100, -100, 0, -128},
        {"int", "subsat(x, y)", INT_MIN, 1, 0, INT_MIN}, {"uint", "subsat(x, y)", 1, 2, 0, 0}, {"long", "addsat(x, y)", LONG_MAX, 1, 0, LONG_MAX},
        {"int", "clamp(x, y, z)", 7, 1, 5, 5}, {"int", "clamp(x, y, z)", -7, 1, 5, 1}, {"ushort", "clamp(x, y, z)", 3, 1, 5, 3},
        {"int", "clz(x)", 1, 0, 0, 31}, {"int", "clz(x)", 0, 0, 0, 32}, {"uchar", "clz(x)", 1, 0, 0, 7}, {"long", "clz(x)", 1, 0, 0, 63}, {"short", "clz(x)", -1, 0, 0, 0},
        {"int", "ctz(x)", 8, 0, 0, 3}, {"int", "ctz(x)", 0, 0, 0, 32}, {"ushort", "ctz(x)", 0, 0, 0, 16}, {"ulong", "ctz(x)", LONG_MIN, 0, 0, 63},
        {"uint", "extract_bits(x, 4, 8)", 0xabc, 0, 0, 0xab}, {"int", "extract_bits(x, 0, 4)", 0xf, 0, 0, -1}, {"int", "extract_bits(x, 0, 0)", 5, 0, 0, 0}, {"uint", "extract_bits(x, 0, 32)", 0xffffffffL, 0, 0, 0xffffffffL},
        {"uint", "insert_bits(x, y, 8, 8)", 0xffffffffL, 0, 0, 0xffff00ffL}, {"uint", "insert_bits(x, y, 0, 32)", 1, 2, 0, 2},
        {"int", "hadd(x, y)", INT_MAX, INT_MAX - 2, 0, INT_MAX - 1}, {"int", "hadd(x, y)", -3, 0, 0, -2}, {"int", "rhadd(x, y)", 1, 2, 0, 2}, {"uchar", "rhadd(x, y)", 255, 254, 0, 255},
        {"int", "mad24(x, y, z)", 3, 4, 5, 17}, {"int", "mul24(x, y)", -3, 4, 0, -12}, {"uint", "mul24(x, y)", 0x1000003, 2, 0, 6},
        {"int", "madhi(x, y, z)", 0x40000000, 8, 1, 3}, {"int", "mulhi(x, y)", INT_MIN, 2, 0, -1}, {"uint", "mulhi(x, y)", 0xffffffffL, 0xffffffffL, 0, 0xfffffffeL},
        {"long", "mulhi(x, y)", LONG_MAX, 4, 0, 1}, {"ulong", "mulhi(x, y)", -1, -1, 0, -2}, {"short", "mulhi(x, y)", 0x4000, 4, 0, 1}, {"uchar", "mulhi(x, y)", 255, 255, 0, 254},
        {"int", "max(x, y)", -3, 2, 0, 2}, {"uint", "max(x, y)", 0xffffffffL, 2, 0, 0xffffffffL}, {"long", "min(x, y)", LONG_MIN, 2, 0, LONG_MIN}, {"char", "min(x, y)", -3, 2, 0, -3},
        {"int", "max3(x, y, z)", 1, 3, 2, 3}, {"int", "min3(x, y, z)", 2, 3, 1, 1}, {"int", "median3(x, y, z)", 3, 1, 2, 2},
        {"uint", "popcount(x)", 0xff01, 0, 0, 9}, {"char", "popcount(x)", -1, 0, 0, 8}, {"long", "popcount(x)", -1, 0, 0, 64},
        {"uint", "reverse_bits(x)", 1, 0, 0, 0x80000000L}, {"uchar", "reverse_bits(x)", 0x12, 0, 0, 0x48}, {"ulong", "reverse_bits(x)", 1, 0, 0, LONG_MIN},
        {"uint", "rotate(x, y)", 0x80000001L, 4, 0, 0x18}, {"uchar", "rotate(x, y)", 0x81, 1, 0, 3}, {"int", "rotate(x, y)", 1, -1, 0, INT_MIN}, {"uint", "rotate(x, y)", 5, 32, 0, 5},
        {"int", "select(x, y, z != 0)", 1, 2, 1, 2}, {"bool", "select(x, y, z)", 0, 1, 1, 1},
        {"int", "numeric_limits<int>::max()", 0, 0, 0, INT_MAX}, {"int", "numeric_limits<int>::min()", 0, 0, 0, INT_MIN}, {"int", "numeric_limits<uchar>::max()", 0, 0, 0, 255},
        {"int", "numeric_limits<long>::lowest()", 0, 0, 0, LONG_MIN}, {"int", "numeric_limits<bool>::max()", 0, 0, 0, 1}, {"int", "numeric_limits<int>::digits", 0, 0, 0, 31}, {"int", "numeric_limits<ushort>::max()", 0, 0, 0, 65535},
        // arithmetic wraps, shifts of the promoted type
        {"int", "char(x)", 200, 0, 0, -56}, {"uchar", "x + y", 200, 100, 0, 300}, {"int", "uchar(x + y)", 200, 100, 0, 44}, {"ulong", "x >> 63", -1, 0, 0, 1},
        {"int", "sizeof(long)", 0, 0, 0, 8}, {"int", "sizeof(bool)", 0, 0, 0, 1}, {"int", "sizeof(size_t)", 0, 0, 0, 8}, {"int", "alignof(float3)", 0, 0, 0, 16}, {"int", "sizeof(packed_float3)", 0, 0, 0, 12},
        {"int", "alignof(packed_half4)", 0, 0, 0, 2}, {"int", "sizeof(bool4)", 0, 0, 0, 4}, {"int", "alignof(uint2)", 0, 0, 0, 8}, {"int", "sizeof(char3)", 0, 0, 0, 4},
    });
    section("vectors of integers");
    check_integers({
        {"int", "uint3(x, y, z).y", 1, 2, 3, 2}, {"int", "int2(int4(int2(x, y), int2(z, 9)).zw).y", 1, 2, 3, 9}, {"int", "int3(int3(x, y, z).zyx).x", 1, 2, 3, 3}, {"int", "(int2(x, y) + z).y", 1, 2, 3, 5},
        {"int", "(int2(x, y) << 2).x", 1, 2, 3, 4}, {"int", "all(int2(x, y) == int2(1, 2))", 1, 2, 0, 1}, {"int", "any(int2(x, y) > int2(5))", 1, 2, 0, 0}, {"int", "max(int2(x, y), int2(y, x)).x", 1, 2, 0, 2},
        {"int", "dot(int3(x, y, z), int3(1, 2, 3))", 1, 2, 3, 14}, {"int", "(-int2(x, y)).x", 1, 2, 0, -1}, {"int", "(~uint2(x, y)).x", 0, 2, 0, 0xffffffffL}, {"int", "int(char4(x, y, z, 4)[3])", 1, 2, 3, 4},
        {"int", "popcount(uint2(x, y)).y", 1, 7, 0, 3}, {"int", "abs(int2(x, y)).x", -4, 1, 0, 4}, {"int", "select(int2(x, y), int2(y, x), bool2(true, false)).x", 1, 2, 0, 2}, {"int", "int2(float2(x, y)).y", 1, 7, 0, 7},
        {"int", "packed_int3(x, y, z)[2]", 1, 2, 3, 3}, {"int", "vec<int, 3>(x, y, z).z", 1, 2, 3, 3}, {"int", "int4(x, int2(y, z), 4).y", 1, 2, 3, 2}, {"int", "(uint2(x, y) % uint2(3)).y", 1, 5, 0, 2},
    });
}
