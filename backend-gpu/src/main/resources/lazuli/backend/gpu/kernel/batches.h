// Where the matrices of a batch begin: axes of which each operand has its own strides, in elements, 0 where it repeats.

#define BATCH_AXES 8
#define BATCH_OPERANDS 4

struct Batch {
    u32 axes;
    u32 lengths[BATCH_AXES];
    i64 strides[BATCH_OPERANDS][BATCH_AXES];
};

FN i64 batch_offset(CONSTANT Batch& batch, u32 operand, u32 index) {
    i64 offset = 0;
    u32 rest = index;
    for (u32 axis = batch.axes; axis > 0; axis--) {
        u32 length = batch.lengths[axis - 1];
        offset += i64(rest % length) * batch.strides[operand][axis - 1];
        rest /= length;
    }
    return offset;
}
