// Where the elements of tensors with any strides lie: Places.java fills the structure.

#define MOST_AXES 8

// Axes of a tensor, in elements, by which an index in row-major order is told apart.
struct Places {
    i64 strides[MOST_AXES];
    u32 lengths[MOST_AXES];
    u32 axes;
    u32 padding;
};

// How far from the first element the one with a row-major index lies.
FN i64 place(CONSTANT Places& places, u32 index) {
    i64 offset = 0;
    for (u32 axis = places.axes; axis > 1; axis--) {
        u32 length = places.lengths[axis - 1];
        u32 before = index / length;
        offset += i64(index - before * length) * places.strides[axis - 1];
        index = before;
    }
    return places.axes == 0 ? offset : offset + i64(index) * places.strides[0];
}
