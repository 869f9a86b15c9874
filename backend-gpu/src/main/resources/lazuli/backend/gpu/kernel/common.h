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

// How a tensor lies: strides in elements, the last axis changing quickest, at most 8 axes.
struct Axes {
    i64 strides[8];
    u32 lengths[8];
    u32 rank;
    u32 unused;
};

// Where the element at a row-major place lies.
FN i64 k_offset(CONSTANT Axes& axes, u32 place) {
    i64 offset = 0;
    for (u32 i = axes.rank; i > 0; i--) {
        u32 length = axes.lengths[i - 1];
        u32 rest = place / length;
        offset += i64(place - rest * length) * axes.strides[i - 1];
        place = rest;
    }
    return offset;
}

// What a command buffer's kernels tell the processor: the first index that was out of range, and whose.
struct Fault {
    u32 operation;
    u32 unused;
    i64 index;
    i64 length;
};

FN void k_fault(DEV Fault* fault, u32 operation, i64 index, i64 length) {
    if (k_claim(&fault->operation, operation)) {
        fault->index = index;
        fault->length = length;
    }
}

// An index as a number that int64 holds: what it cannot hold is out of range just as well.
FN i64 k_index(u64 index) { return index >> 63 != 0 ? i64(~u64(0) >> 1) : i64(index); }
FN i64 k_index(i64 index) { return index; }
FN i64 k_index(u32 index) { return i64(index); }
FN i64 k_index(i32 index) { return i64(index); }
FN i64 k_index(u16 index) { return i64(index); }
FN i64 k_index(i16 index) { return i64(index); }
FN i64 k_index(u8 index) { return i64(index); }
FN i64 k_index(i8 index) { return i64(index); }

// The position that an index names on an axis, negative ones counting from the end; the axis' length, and a fault, if none.
FN u32 k_position(i64 index, u32 length, u32 operation, DEV Fault* fault) {
    i64 position = index < 0 ? index + i64(length) : index;
    if (position < 0 || position >= i64(length)) {
        k_fault(fault, operation, index, i64(length));
        return length;
    }
    return u32(position);
}
