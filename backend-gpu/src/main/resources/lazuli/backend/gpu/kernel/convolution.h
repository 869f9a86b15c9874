// How windows lie on an array of channels-last images, along AXES spatial axes: tap k of window w is at w * stride + k * dilation - padding of the array
// with gaps of inputDilation, counted from the other end if windows are reversed. Wanted: T, OFFSET, i32 or i64, that of places in memory, and POSITION,
// that of places along an axis.

struct Convolution {
    i64 stride[AXES];
    i64 dilation[AXES];
    i64 inputDilation[AXES];
    i64 padding[AXES];
    u32 lengths[AXES];   // of the array that is read
    u32 windows[AXES];
    u32 taps[AXES];
    u32 reversed;
    u32 tapCount;
    u32 rows;            // windows of all images
    u32 channels;        // of a group, of the array that is read
    u32 columns;         // of a group, of the result
    u32 groups;
    u32 partDepth;       // terms of a part of the sums
};

// A window's first place along each axis, of its image.
struct Start {
    POSITION at[AXES];
    u32 image;
};

// The distance of a tap from the first.
struct Tap {
    POSITION at[AXES];
};

FN Start window_start(CONSTANT Convolution& p, u32 row) {
    Start start;
    u32 rest = row;
    for (u32 axis = AXES; axis > 0; axis--) {
        u32 length = p.windows[axis - 1];
        start.at[axis - 1] = POSITION(rest % length) * POSITION(p.stride[axis - 1]) - POSITION(p.padding[axis - 1]);
        rest /= length;
    }
    start.image = rest;
    return start;
}

FN Tap tap_distance(CONSTANT Convolution& p, u32 number) {
    Tap tap;
    u32 rest = number;
    for (u32 axis = AXES; axis > 0; axis--) {
        u32 length = p.taps[axis - 1];
        u32 k = rest % length;
        tap.at[axis - 1] = POSITION(p.reversed != 0 ? length - 1 - k : k) * POSITION(p.dilation[axis - 1]);
        rest /= length;
    }
    return tap;
}

// Which element of the array a window's tap meets, counted without channels; -1 if it meets padding or a gap.
FN OFFSET element_at(CONSTANT Convolution& p, THR const Start& start, THR const Tap& tap) {
    OFFSET element = OFFSET(start.image);
    for (u32 axis = 0; axis < AXES; axis++) {
        POSITION at = start.at[axis] + tap.at[axis];
        POSITION gap = POSITION(p.inputDilation[axis]);
        if (at < 0) return -1;
        if (gap != 1) {
            if (at % gap != 0) return -1;
            at /= gap;
        }
        if (at >= POSITION(p.lengths[axis])) return -1;
        element = element * OFFSET(p.lengths[axis]) + OFFSET(at);
    }
    return element;
}
