// Math, common and relational functions: values that the specification gives or that follow from mathematics.
#include "check.h"
#include "client.h"
#include "expressions.h"

#include <cmath>

void test_math() {
    const double inf = INFINITY, nan = NAN, pi = M_PI, e = M_E;
    section("math functions of float");
    const std::vector<Row> exact = {
        // signs, special values, roundings: the same in float and half
        {"fabs(x)", -1.5, 0, 0, 1.5}, {"abs(x)", -1.5, 0, 0, 1.5}, {"ceil(x)", 1.25, 0, 0, 2}, {"ceil(x)", -1.25, 0, 0, -1},
        {"floor(x)", 1.25, 0, 0, 1}, {"floor(x)", -1.25, 0, 0, -2}, {"trunc(x)", -1.75, 0, 0, -1}, {"trunc(x)", 1.75, 0, 0, 1},
        {"rint(x)", 2.5, 0, 0, 2}, {"rint(x)", 3.5, 0, 0, 4}, {"rint(x)", -2.5, 0, 0, -2},
        {"round(x)", 2.5, 0, 0, 3}, {"round(x)", -2.5, 0, 0, -3}, {"round(x)", 0.25, 0, 0, 0},
        {"sqrt(x)", 6.25, 0, 0, 2.5}, {"sqrt(x)", -1, 0, 0, nan}, {"rsqrt(x)", 0.25, 0, 0, 2}, {"rsqrt(x)", 0, 0, 0, inf},
        {"copysign(x, y)", 2, -0.0, 0, -2}, {"copysign(x, y)", -2, 1, 0, 2}, {"divide(x, y)", 3, 2, 0, 1.5}, {"divide(x, y)", 1, 0, 0, inf},
        {"fdim(x, y)", 5, 3, 0, 2}, {"fdim(x, y)", 3, 5, 0, 0}, {"fmod(x, y)", 5.5, 2, 0, 1.5}, {"fmod(x, y)", -5.5, 2, 0, -1.5},
        {"fmax(x, y)", 1, 2, 0, 2}, {"fmax(x, y)", nan, 2, 0, 2}, {"fmax(x, y)", 1, nan, 0, 1}, {"fmax(x, y)", nan, nan, 0, nan},
        {"fmin(x, y)", 1, 2, 0, 1}, {"fmin(x, y)", nan, 2, 0, 2}, {"fmin(x, y)", 1, nan, 0, 1},
        {"max(x, y)", 1, 2, 0, 2}, {"min(x, y)", 1, 2, 0, 1}, {"fmax3(x, y, z)", 1, 3, 2, 3}, {"fmin3(x, y, z)", 2, 3, 1, 1},
        {"max3(x, y, z)", 1, 3, 2, 3}, {"min3(x, y, z)", 2, 3, 1, 1}, {"median3(x, y, z)", 3, 1, 2, 2}, {"fmedian3(x, y, z)", 1, 2, 3, 2},
        {"fma(x, y, z)", 2, 3, 4, 10}, {"fract(x)", 1.25, 0, 0, 0.25}, {"fract(x)", -1.25, 0, 0, 0.75},
        {"clamp(x, y, z)", 5, 1, 3, 3}, {"clamp(x, y, z)", 0, 1, 3, 1}, {"clamp(x, y, z)", 2, 1, 3, 2},
        {"mix(x, y, z)", 1, 3, 0.25, 1.5}, {"saturate(x)", 1.5, 0, 0, 1}, {"saturate(x)", -0.5, 0, 0, 0}, {"saturate(x)", nan, 0, 0, 0},
        {"saturate(x)", 0.5, 0, 0, 0.5}, {"sign(x)", -3, 0, 0, -1}, {"sign(x)", 3, 0, 0, 1}, {"sign(x)", 0, 0, 0, 0}, {"sign(x)", nan, 0, 0, 0},
        {"smoothstep(x, y, z)", 0, 1, 0.5, 0.5}, {"smoothstep(x, y, z)", 0, 1, 2, 1}, {"smoothstep(x, y, z)", 0, 2, 0.5, 0.15625},
        {"step(x, y)", 1, 0.5, 0, 0}, {"step(x, y)", 1, 1, 0, 1}, {"exp(x)", 0, 0, 0, 1}, {"exp(x)", -inf, 0, 0, 0}, {"exp2(x)", 3, 0, 0, 8},
        {"exp10(x)", 2, 0, 0, 100}, {"log(x)", 1, 0, 0, 0}, {"log(x)", 0, 0, 0, -inf}, {"log(x)", -1, 0, 0, nan}, {"log2(x)", 8, 0, 0, 3},
        {"log10(x)", 100, 0, 0, 2}, {"pow(x, y)", 2, 10, 0, 1024}, {"pow(x, y)", -2, 3, 0, -8}, {"pow(x, y)", 5, 0, 0, 1},
        {"powr(x, y)", 2, 10, 0, 1024}, {"powr(x, y)", -2, 2, 0, nan}, {"sinpi(x)", 1, 0, 0, 0}, {"sinpi(x)", 0.5, 0, 0, 1},
        {"sinpi(x)", 2.5, 0, 0, 1}, {"cospi(x)", 1, 0, 0, -1}, {"cospi(x)", 2, 0, 0, 1}, {"tanpi(x)", 0.25, 0, 0, 1},
        {"ldexp(x, 3)", 1.5, 0, 0, 12}, {"ldexp(x, -1)", 1.5, 0, 0, 0.75}, {"ilogb(x)", 10, 0, 0, 3}, {"isnan(x)", nan, 0, 0, 1}, {"isnan(x)", inf, 0, 0, 0},
        {"isinf(x)", -inf, 0, 0, 1}, {"isinf(x)", 1, 0, 0, 0}, {"isfinite(x)", 1, 0, 0, 1}, {"isfinite(x)", inf, 0, 0, 0}, {"isfinite(x)", nan, 0, 0, 0},
        {"isnormal(x)", 1, 0, 0, 1}, {"isnormal(x)", 0, 0, 0, 0}, {"signbit(x)", -0.0, 0, 0, 1}, {"signbit(x)", 2, 0, 0, 0},
        {"isordered(x, y)", 1, 2, 0, 1}, {"isordered(x, y)", 1, nan, 0, 0}, {"isunordered(x, y)", 1, nan, 0, 1},
        {"select(x, y, x < y)", 1, 2, 0, 2}, {"select(x, y, x > y)", 1, 2, 0, 1}};
    check_floats("float", exact);
    check_floats("float", {
        {"acos(x)", 0.5, 0, 0, pi / 3, 2}, {"acosh(x)", 2, 0, 0, std::acosh(2), 2}, {"asin(x)", 0.5, 0, 0, pi / 6, 2}, {"asinh(x)", 1, 0, 0, std::asinh(1), 2},
        {"atan(x)", 1, 0, 0, pi / 4, 2}, {"atanh(x)", 0.5, 0, 0, std::atanh(0.5), 2}, {"atan2(x, y)", 1, -1, 0, 3 * pi / 4, 2},
        {"cos(x)", 1, 0, 0, std::cos(1), 2}, {"cosh(x)", 1, 0, 0, std::cosh(1), 2}, {"sin(x)", 1, 0, 0, std::sin(1), 2}, {"sinh(x)", 1, 0, 0, std::sinh(1), 2},
        {"tan(x)", 1, 0, 0, std::tan(1), 2}, {"tanh(x)", 0.5, 0, 0, std::tanh(0.5), 2}, {"exp(x)", 1, 0, 0, e, 1}, {"exp2(x)", 0.5, 0, 0, M_SQRT2, 1},
        {"exp10(x)", 0.5, 0, 0, std::pow(10, 0.5), 2}, {"log(x)", 2, 0, 0, M_LN2, 1}, {"log2(x)", 3, 0, 0, std::log2(3), 1}, {"log10(x)", 2, 0, 0, std::log10(2), 1},
        {"precise::exp(x)", 1, 0, 0, e, 1}, {"fast::exp(x)", 1, 0, 0, e, 1}, {"precise::sin(x)", 1, 0, 0, std::sin(1), 2}, {"precise::pow(x, y)", 2, 0.5, 0, M_SQRT2, 2},
        {"precise::fmod(x, y)", 5.5, 2, 0, 1.5}, {"metal::precise::sqrt(x)", 2, 0, 0, M_SQRT2, 0.5}, {"::metal::log(x)", 2, 0, 0, M_LN2, 1},
        {"sinpi(x)", 0.25, 0, 0, M_SQRT1_2, 1}, {"sinpi(x)", 1000.25, 0, 0, M_SQRT1_2, 1}, {"nextafter(x, y)", 1, 2, 0, 1 + 0x1p-23}, {"nextafter(x, y)", 0, -1, 0, -0x1p-149},
        {"fma(x, y, z)", 1 + 0x1p-23, 1 - 0x1p-23, -1, -0x1p-46}, {"x * y + z", 1 + 0x1p-23, 1 - 0x1p-23, -1, 0}, // contraction is off
        {"fract(x)", -0x1p-30, 0, 0, 0x1.fffffep-1}, {"x * y", 0x1p-100, 0x1p-40, 0, 0x1p-140}, // denormals are kept
        {"M_PI_F", 0, 0, 0, pi, 0.5}, {"INFINITY", 0, 0, 0, inf}, {"NAN", 0, 0, 0, nan}, {"MAXFLOAT", 0, 0, 0, 3.4028234663852886e38}});
    section("math functions of half");
    check_floats("half", exact);
    check_floats("half", {{"exp(x)", 1, 0, 0, e, 1}, {"sin(x)", 1, 0, 0, std::sin(1), 1}, {"nextafter(x, y)", 1, 2, 0, 1 + 0x1p-10}, {"nextafter(x, y)", 1, 0, 0, 1 - 0x1p-11},
        {"nextafter(x, y)", 0, 1, 0, 0x1p-24}, {"fract(x)", -0x1p-14, 0, 0, 1 - 0x1p-11}, {"x * y", 300, 300, 0, inf}, {"x + y", 2048, 1, 0, 2048},
        {"x + y + z", 2048, 1, 1, 2048}, {"sqrt(x)", 2, 0, 0, M_SQRT2, 0.5}, {"isnormal(x)", 0x1p-15, 0, 0, 0}});
    section("functions with results by reference");
    Id built = library("#include <metal_stdlib>\nusing namespace metal;\n"
                       "kernel void references(device float* out [[buffer(0)]], device const float* in [[buffer(1)]]) {\n"
                       "  int exponent; float whole, cosine; half half_whole;\n"
                       "  out[0] = frexp(in[0], exponent); out[1] = exponent; out[2] = modf(in[1], whole); out[3] = whole;\n"
                       "  out[4] = sincos(in[2], cosine); out[5] = cosine; out[6] = modf(half(in[1]), half_whole); out[7] = half_whole;\n}\n");
    Id references = pipeline(built, "references"), out = buffer(64), in = buffer(64);
    elements<float>(in)[0] = 12;
    elements<float>(in)[1] = -2.75f;
    check(run(references, {}, {}, {out, in}).empty(), "runs");
    const double expected[] = {0.75, 4, -0.75, -2, 0, 1, -0.75, -2};
    for (int i = 0; i < 8; i++) check_near(elements<float>(out)[i], expected[i], 0, "result " + std::to_string(i));
    for (Id each : {built, references, out, in}) objc_release(each);
    section("denormals flushed on request");
    software_metal_set_flush(1);
    check_floats("float", {{"x * y", 0x1p-100, 0x1p-40, 0, 0}, {"x + y", 0x1p-140, 0, 0, 0}});
    software_metal_set_flush(0);
}
