// What all kernels share in either language, over the words of metal.h or cuda.h.
//
// Rules of the text: whole groups are launched, so a kernel checks its bounds, and never returns before a BARRIER; a pointer in the signature of a
// helper says DEV, GRPMEM or THR; no double unless K_DOUBLE is defined; sizes and strides come in one structure as VAL, whose members are i32, u32, i64
// or f32 in the order in which the launch appends them.

#define LANE (LID(x) & 31u)
#define WARP (LID(x) >> 5)
#define WARPS ((DIM(x) + 31u) >> 5)

FN float k_nan_max(float a, float b) { return a > b || a != a ? a : b; }
FN float k_nan_min(float a, float b) { return a < b || a != a ? a : b; }
