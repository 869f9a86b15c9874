// half, bfloat, as_type, vectors of floats, geometric functions, constants of numeric_limits.
#include "check.h"
#include "client.h"
#include "expressions.h"

#include <cmath>

void test_types() {
    section("half, bfloat, as_type, literals");
    check_floats("float", {
        {"float(half(x))", 1 + 0x1p-11, 0, 0, 1}, {"float(half(x))", 1 + 3 * 0x1p-11, 0, 0, 1 + 0x1p-9}, {"float(half(x))", 65520, 0, 0, INFINITY}, {"float(half(x))", 0x1p-25, 0, 0, 0},
        {"float(half(x))", 0x1.8p-25, 0, 0, 0x1p-24}, {"float(bfloat(x))", 1 + 0x1p-8, 0, 0, 1}, {"float(bfloat(x))", 1 + 3 * 0x1p-8, 0, 0, 1 + 0x1p-6}, {"float(bfloat(x))", NAN, 0, 0, NAN},
        {"float(bfloat(x))", 3.4e38, 0, 0, INFINITY}, {"float(bfloat(x))", 3.38e38, 0, 0, 0x1.fcp127}, {"bfloat(x) + bfloat(y)", 256, 1, 0, 256}, {"bfloat(x) + y", 256, 1, 0, 257}, {"bfloat(x) * 3", 1.5, 0, 0, 4.5},
        {"bfloat(x) / bfloat(y)", 1, 3, 0, 0x1.56p-2}, {"-bfloat(x)", 2, 0, 0, -2}, {"bfloat(x) < bfloat(y)", 1, 2, 0, 1}, {"bfloat(x) == 1.0f", 1, 0, 0, 1}, {"int(bfloat(x))", -2.75, 0, 0, -2}, {"half(bfloat(x))", 2.5, 0, 0, 2.5},
        {"static_cast<bfloat>(half(x))", 2.5, 0, 0, 2.5}, {"as_type<ushort>(bfloat(x))", 1, 0, 0, 0x3f80}, {"as_type<ushort>(half(x))", -2, 0, 0, 0xc000}, {"as_type<uint>(x)", 1, 0, 0, 0x3f800000}, {"as_type<float>(0x40490fdbu)", 0, 0, 0, M_PI, 0.5},
        {"as_type<bfloat>(ushort(0x4000))", 0, 0, 0, 2}, {"as_type<half2>(0x3c004000u).x", 0, 0, 0, 2}, {"as_type<half2>(0x3c004000u).y", 0, 0, 0, 1}, {"as_type<ushort2>(x).y", 1, 0, 0, 0x3f80},
        {"1.5h", 0, 0, 0, 1.5}, {"0.1h", 0, 0, 0, 0.0999755859375}, {"1.0bf", 0, 0, 0, 1}, {"0.1bf", 0, 0, 0, 0.10009765625}, {"1e3", 0, 0, 0, 1000}, {"0x1p-3", 0, 0, 0, 0.125}, {".5", 0, 0, 0, 0.5}, {"1.", 0, 0, 0, 1}, {"0x1F", 0, 0, 0, 31}, {"2h", 0, 0, 0, 2},
        {"sizeof(1.0)", 0, 0, 0, 4}, {"sizeof(1.0h)", 0, 0, 0, 2}, {"1.0 / 3.0 == 1.0f / 3.0f", 0, 0, 0, 1},
        {"numeric_limits<float>::max()", 0, 0, 0, 3.4028234663852886e38}, {"numeric_limits<float>::lowest()", 0, 0, 0, -3.4028234663852886e38}, {"numeric_limits<float>::epsilon()", 0, 0, 0, 0x1p-23}, {"numeric_limits<float>::infinity()", 0, 0, 0, INFINITY},
        {"numeric_limits<float>::min()", 0, 0, 0, 0x1p-126}, {"numeric_limits<half>::max()", 0, 0, 0, 65504}, {"numeric_limits<half>::lowest()", 0, 0, 0, -65504}, {"numeric_limits<half>::epsilon()", 0, 0, 0, 0x1p-10}, {"numeric_limits<half>::min()", 0, 0, 0, 0x1p-14},
        {"numeric_limits<bfloat>::max()", 0, 0, 0, 0x1.fep127}, {"numeric_limits<bfloat>::epsilon()", 0, 0, 0, 0x1p-7}, {"numeric_limits<bfloat>::infinity()", 0, 0, 0, INFINITY}, {"numeric_limits<float>::quiet_NaN()", 0, 0, 0, NAN},
        {"is_same_v<decltype(half(1.0f) + half(1.0f)), half>", 0, 0, 0, 1}, {"is_same_v<decltype(half(1.0f) + 1.0f), float>", 0, 0, 0, 1}, {"is_floating_point_v<bfloat>", 0, 0, 0, 1}, {"is_integral_v<half>", 0, 0, 0, 0}, {"is_signed_v<half>", 0, 0, 0, 1}});
    section("vectors of floats");
    check_floats("float", {
        {"float2(float2(x, y).yx).x", 1, 2, 0, 2}, {"float3(x, y, z).z", 1, 2, 3, 3}, {"float4(x).w", 5, 0, 0, 5}, {"float4(float3(x, y, z), 4.0f).w", 1, 2, 3, 4}, {"float4(x, float3(y, z, 4.0f)).z", 1, 2, 3, 3}, {"(float2(x, y) * 2.0f).y", 1, 2, 0, 4},
        {"(2.0f * float2(x, y)).y", 1, 2, 0, 4}, {"(float3(x, y, z) / float3(2)).z", 1, 2, 3, 1.5}, {"dot(float3(x, y, z), float3(1, 2, 3))", 1, 2, 3, 14}, {"length(float2(x, y))", 3, 4, 0, 5}, {"length_squared(float2(x, y))", 3, 4, 0, 25},
        {"distance(float2(x, y), float2(0, 0))", 3, 4, 0, 5}, {"distance_squared(float2(x, y), float2(0, 0))", 3, 4, 0, 25}, {"normalize(float2(x, y)).x", 3, 4, 0, 0.6, 1}, {"cross(float3(x, y, z), float3(0, 0, 1)).x", 1, 2, 3, 2}, {"exp(float2(x, y)).x", 0, 1, 0, 1},
        {"max(float2(x, y), float2(y, x)).x", 1, 2, 0, 2}, {"clamp(float2(x, y), 0.0f, 1.0f).y", 1, 2, 0, 1}, {"fma(float2(x, y), float2(2), float2(z)).y", 1, 2, 3, 7}, {"float(half4(x, y, z, 4.0f).w)", 1, 2, 3, 4}, {"float2(half2(half(x), half(y))).y", 1, 2, 0, 2},
        {"select(float2(x, y), float2(9), bool2(false, true)).y", 1, 2, 0, 9}, {"isnan(float2(x, y)).y", 1, NAN, 0, 1}, {"(float4(x, y, z, 4.0f).xyz + 1.0f).z", 1, 2, 3, 4}, {"float2(float4(x, y, z, 4.0f).lo).y", 1, 2, 3, 2}, {"float2(float4(x, y, z, 4.0f).hi).y", 1, 2, 3, 4},
        {"float3(float4(x, y, z, 4.0f).rgb).b", 1, 2, 3, 3}, {"mix(float2(x, y), float2(y, x), 0.5f).x", 1, 2, 0, 1.5}, {"float(bfloat2(bfloat(x), bfloat(y)).y)", 1, 2, 0, 2}, {"precise::exp(float2(x, y)).x", 0, 1, 0, 1}, {"saturate(float2(x, y)).y", 0, 3, 0, 1}, {"fract(float2(x, y)).y", 0, 3.25, 0, 0.25}});
    section("assignment to parts of vectors, arrays");
    Id built = library("#include <metal_stdlib>\nusing namespace metal;\n"
                       "kernel void parts(device float* out [[buffer(0)]], device packed_float3* packed [[buffer(1)]]) {\n"
                       "  float4 v = float4(1, 2, 3, 4); v.xy = v.zw; v.w += 1; v.yz *= 2.0f; v[0] = 9;\n"
                       "  for (int i = 0; i < 4; i++) out[i] = v[i];\n"
                       "  float3 p = packed[1]; packed[0] = p * 2.0f; out[4] = p.y;\n"
                       "  array<float, 3> a = {1, 2, 3}; out[5] = a[2] + a.size();\n}\n");
    Id parts = pipeline(built, "parts"), out = buffer(64), packed = buffer(64);
    for (int i = 0; i < 6; i++) elements<float>(packed)[i] = static_cast<float>(i);
    check(run(parts, {}, {}, {out, packed}).empty(), "runs");
    const float expected[] = {9, 8, 6, 5, 4, 6};
    for (int i = 0; i < 6; i++) check_near(elements<float>(out)[i], expected[i], 0, "element " + std::to_string(i));
    for (int i = 0; i < 3; i++) check_near(elements<float>(packed)[i], 2 * (i + 3), 0, "packed " + std::to_string(i));
    for (Id each : {built, parts, out, packed}) objc_release(each);
}
