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
    for (u32 i = axes.rank; i > 1; i--) {
        u32 length = axes.lengths[i - 1];
        u32 rest = place / length;
        offset += i64(place - rest * length) * axes.strides[i - 1];
        place = rest;
    }
    return axes.rank == 0 ? offset : offset + i64(place) * axes.strides[0];
}
