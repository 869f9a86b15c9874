// Counts checks; a failure prints what was expected and what came.
#pragma once
#include <string>

void check(bool holds, const std::string& what);
/** Within `units` in the last place of float (or of half, if `half`). Equal infinities and two NaN are equal. */
void check_near(double got, double expected, double units, const std::string& what, bool half = false);
void check_equal(long got, long expected, const std::string& what);
void check_contains(const std::string& text, const std::string& part, const std::string& what);
void section(const std::string& name);
/** Prints the count; the number of failures. */
int summary();
