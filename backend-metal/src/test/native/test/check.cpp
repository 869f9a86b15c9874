#include "check.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>

namespace {
std::atomic<long> checks{0}, failures{0};
std::string current;
long before = 0;

void fail(const std::string& what) {
    failures++;
    std::printf("FAIL  %s: %s\n", current.c_str(), what.c_str());
}
} // namespace

void check(bool holds, const std::string& what) {
    checks++;
    if (!holds) fail(what);
}

void check_near(double got, double expected, double units, const std::string& what, bool half) {
    checks++;
    if (std::isnan(expected) ? std::isnan(got) : got == expected) return;
    int digits = half ? 11 : 24, lowest = half ? -14 : -126;
    int exponent;
    std::frexp(expected, &exponent);
    double unit = std::ldexp(1.0, std::max(exponent - 1, lowest) - (digits - 1));
    if (std::fabs(got - expected) <= units * unit) return;
    char text[200];
    std::snprintf(text, sizeof text, ": %.9g for %.9g", got, expected);
    fail(what + text);
}

void check_equal(long got, long expected, const std::string& what) {
    checks++;
    if (got != expected) fail(what + ": " + std::to_string(got) + " for " + std::to_string(expected));
}

void check_contains(const std::string& text, const std::string& part, const std::string& what) {
    checks++;
    if (text.find(part) == std::string::npos) fail(what + ": no '" + part + "' in '" + text + "'");
}

void section(const std::string& name) {
    if (!current.empty()) std::printf("%6ld  %s\n", checks - before, current.c_str());
    std::fflush(stdout);
    before = checks;
    current = name;
}

int summary() {
    section("");
    std::printf("%ld checks, %ld failed\n", checks.load(), failures.load());
    return failures == 0 ? 0 : 1;
}
