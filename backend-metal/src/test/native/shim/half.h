// half is _Float16: each operation is rounded to half, as the Metal Shading Language wants it.
// A literal 1.5h becomes half(1.5f) in the front end.
#pragma once
#include "types.h"

static_assert(sizeof(half) == 2);
