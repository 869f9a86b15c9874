#include "expressions.h"

#include "check.h"
#include "client.h"

namespace {

const std::string HEAD = "#include <metal_stdlib>\nusing namespace metal;\n";

} // namespace

void check_floats(const std::string& type, const std::vector<Row>& rows) {
    std::string text = HEAD + "kernel void rows(device const float* in [[buffer(0)]], device float* out [[buffer(1)]]) {\n";
    for (size_t i = 0; i < rows.size(); i++) {
        std::string at = std::to_string(3 * i);
        text += "{ " + type + " x = " + type + "(in[" + at + "]), y = " + type + "(in[" + at + " + 1]), z = " + type + "(in[" + at +
                " + 2]); out[" + std::to_string(i) + "] = float(" + rows[i].expression + "); }\n";
    }
    Id built = library(text + "}\n");
    check(built != nullptr, "the table compiles");
    if (built == nullptr) return;
    Id rows_pipeline = pipeline(built, "rows"), in = buffer(12 * rows.size()), out = buffer(4 * rows.size());
    for (size_t i = 0; i < rows.size(); i++) {
        elements<float>(in)[3 * i] = static_cast<float>(rows[i].x);
        elements<float>(in)[3 * i + 1] = static_cast<float>(rows[i].y);
        elements<float>(in)[3 * i + 2] = static_cast<float>(rows[i].z);
    }
    check(run(rows_pipeline, {}, {}, {in, out}).empty(), "the table runs");
    for (size_t i = 0; i < rows.size(); i++)
        check_near(elements<float>(out)[i], rows[i].expected, rows[i].units,
                   std::string(rows[i].expression) + " of " + type + " " + std::to_string(rows[i].x) + ", " + std::to_string(rows[i].y), type == "half");
    for (Id each : {built, rows_pipeline, in, out}) objc_release(each);
}

void check_integers(const std::vector<IntegerRow>& rows) {
    std::string text = HEAD + "kernel void rows(device const long* in [[buffer(0)]], device long* out [[buffer(1)]]) {\n";
    for (size_t i = 0; i < rows.size(); i++) {
        std::string at = std::to_string(3 * i), type = rows[i].type;
        text += "{ " + type + " x = " + type + "(in[" + at + "]), y = " + type + "(in[" + at + " + 1]), z = " + type + "(in[" + at +
                " + 2]); out[" + std::to_string(i) + "] = long(" + rows[i].expression + "); }\n";
    }
    Id built = library(text + "}\n");
    check(built != nullptr, "the table compiles");
    if (built == nullptr) return;
    Id rows_pipeline = pipeline(built, "rows"), in = buffer(24 * rows.size()), out = buffer(8 * rows.size());
    for (size_t i = 0; i < rows.size(); i++) {
        elements<long>(in)[3 * i] = rows[i].x;
        elements<long>(in)[3 * i + 1] = rows[i].y;
        elements<long>(in)[3 * i + 2] = rows[i].z;
    }
    check(run(rows_pipeline, {}, {}, {in, out}).empty(), "the table runs");
    for (size_t i = 0; i < rows.size(); i++)
        check_equal(elements<long>(out)[i], rows[i].expected,
                    std::string(rows[i].expression) + " of " + rows[i].type + " " + std::to_string(rows[i].x) + ", " + std::to_string(rows[i].y));
    for (Id each : {built, rows_pipeline, in, out}) objc_release(each);
}
