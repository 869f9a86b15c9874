// What the kernels of attention share: where heads lie, which scores count, tiles of 32 x 32 in the group's memory. T is the dtype; MASK is 0 for none,
// 1 for bool, 2 for numbers of MASK_TYPE that are added.
#include "axes.h"

#define LOWEST -3.4028234663852886e38f
#define TILE 32
#define STRIDE 40 // of a tile's rows: longer than they are, so that columns lie in several banks
#define TILE_FLOATS (TILE * STRIDE)
#define TILE_THREADS 128

// The matrices of a tensor's last two axes.
struct Matrices {
    Axes heads;
    i64 row;
    i64 column;
};

struct Shape {
    u32 heads; // of queries, in all examples
    u32 group; // heads of queries for each of keys
    u32 queries;
    u32 keys;
    u32 elements;
    u32 valueElements;
    i32 lead; // how much later the last key is than the last query
    u32 isCausal;
    f32 scale;
};

// Whether a key comes too late for a query.
FN bool is_late(CONSTANT Shape& shape, u32 query, u32 key) { return shape.isCausal && i64(key) > i64(query) + shape.lead; }

// How many keys queries from `first` to before `end` have to do with. All, if some see nothing: what is not seen counts as the lowest number, and then all
// keys count the same.
FN u32 keys_for(CONSTANT Shape& shape, u32 first, u32 end) {
    if (MASK || !shape.isCausal || i64(first) + shape.lead < 0) return shape.keys;
    return u32(min(i64(shape.keys), i64(end) + shape.lead));
}

// Whether the logarithm of a query's sum tells that all its scores are the lowest number, to which the logarithm of their count adds nothing.
FN bool is_blind(float logarithm) { return logarithm <= LOWEST / 2 && logarithm >= LOWEST; }

// Some rows and columns of a matrix to a tile, zero where it ends; `toRow` and `toColumn` turn it around.
FN void load_tile(GRPMEM float* to, u32 toRow, u32 toColumn, const DEV T* from, i64 row, i64 column, u32 firstRow, u32 rows, u32 firstColumn,
                  u32 columns, float factor, u32 thread_index) {
    for (u32 i = thread_index; i < TILE * TILE; i += TILE_THREADS) {
        u32 r = i / TILE;
        u32 c = i % TILE;
        bool isThere = firstRow + r < rows && firstColumn + c < columns;
        to[r * toRow + c * toColumn] = isThere ? to_f(from[i64(firstRow + r) * row + i64(firstColumn + c) * column]) * factor : 0.0f;
    }
}

// Adds the product of two tiles to each warp's quarter of the result: warp 0 has the upper left one, warp 1 the one beside it.
FN void multiply_tiles(THR FragC& sum, const GRPMEM float* a, const GRPMEM float* b, u32 warp) {
    for (u32 k = 0; k < TILE; k += 16) {
        FragA<float> left;
        FragB<float> right;
        frag_load(left, a + warp / 2 * 16 * STRIDE + k, STRIDE);
        frag_load(right, b + k * STRIDE + warp % 2 * 16, STRIDE);
        frag_mma(sum, left, right);
    }
}

// Adds products of rows of two matrices with `length` columns: of `a` from row `firstA`, of `b` from row `firstB`.
FN void multiply_rows(THR FragC& sum, GRPMEM float* left, GRPMEM float* right, const DEV T* a, i64 rowA, i64 columnA, u32 firstA, u32 rowsA, float factor,
                      const DEV T* b, i64 rowB, i64 columnB, u32 firstB, u32 rowsB, u32 length, u32 thread_index) {
    for (u32 at = 0; at < length; at += TILE) {
        BARRIER();
        load_tile(left, STRIDE, 1, a, rowA, columnA, firstA, rowsA, at, length, factor, thread_index);
        load_tile(right, 1, STRIDE, b, rowB, columnB, firstB, rowsB, at, length, 1.0f, thread_index);
        BARRIER();
        multiply_tiles(sum, left, right, thread_index >> 5);
    }
}

FN void store_quarter(THR FragC& from, GRPMEM float* tile, u32 thread_index) {
    u32 warp = thread_index >> 5;
    frag_store(from, tile + warp / 2 * 16 * STRIDE + warp % 2 * 16, STRIDE, thread_index & 31u);
}
