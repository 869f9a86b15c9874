// Tables of MSL expressions with their values: all rows of a table become one kernel.
#pragma once
#include <string>
#include <vector>

struct Row {
    const char* expression; // of x, y, z
    double x, y, z;
    double expected;
    double units = 0; // in the last place
};

/** Runs the expressions with x, y, z of an MSL type; results come as float. */
void check_floats(const std::string& type, const std::vector<Row>& rows);

struct IntegerRow {
    const char* type; // of x, y, z
    const char* expression;
    long x, y, z;
    long expected;
};

void check_integers(const std::vector<IntegerRow>& rows);
