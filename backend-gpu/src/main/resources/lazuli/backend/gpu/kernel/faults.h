// Indices, checked before anything is read or written by them.

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
