// A tile of a product of matrices: a group of four warps computes TILE_ROWS x 64 elements of it, 16 terms of each at a time. Its operands are copied
// into the group's memory, with zeros beyond their edges, by functions fill_left and fill_right for whatever they are made of.
// Wanted: T, the dtype that is multiplied, OFFSET, i32 or i64, that of places within an operand, and TILE_ROWS, 64 or 16.

#define TILE_COLUMNS 64u
#define TILE_DEPTH 16u
#define TILE_THREADS 128u

#if TILE_ROWS == 64
#define TILE_WARPS_ACROSS 2u
#define TILE_DOWN 2u
#define TILE_ACROSS 2u
#else
#define TILE_WARPS_ACROSS 4u
#define TILE_DOWN 1u
#define TILE_ACROSS 1u
#endif

// Rows lie 16 bytes or more further apart than they are long, so that the lanes of a warp do not compete for one bank.
#define LEFT_STRIDE (TILE_DEPTH + 8u)
#define RIGHT_STRIDE (TILE_COLUMNS + 8u)
#define LEFT_SIZE (TILE_ROWS * LEFT_STRIDE)
#define RIGHT_SIZE (TILE_DEPTH * RIGHT_STRIDE)
#define STAGE_SIZE 1024

// The 16 x 16 fragments that a warp holds, and where in the tile.
struct Sums {
    FragC part[TILE_DOWN][TILE_ACROSS];
};
#define TILE_ROW(lid) (((lid) >> 5) / TILE_WARPS_ACROSS * (16u * TILE_DOWN))
#define TILE_COLUMN(lid) (((lid) >> 5) % TILE_WARPS_ACROSS * (16u * TILE_ACROSS))

FN void tile_zero(THR Sums& sums) {
    for (u32 i = 0; i < TILE_DOWN; i++)
        for (u32 j = 0; j < TILE_ACROSS; j++) frag_zero(sums.part[i][j]);
}

// Adds the terms from..until-1 of the elements from (row, column) on; from is a multiple of 16.
template <typename A, typename B>
FN void tile_products(
        THR Sums& sums, THR A& a, THR B& b, u32 row, u32 column, u32 from, u32 until, GRPMEM T* left, GRPMEM T* right, u32 lid) {
    for (u32 k = from; k < until; k += TILE_DEPTH) {
        fill_left(left, a, row, k, lid);
        fill_right(right, b, k, column, lid);
        BARRIER();
        FragA<T> x[TILE_DOWN];
        FragB<T> y[TILE_ACROSS];
        for (u32 i = 0; i < TILE_DOWN; i++) frag_load(x[i], left + (TILE_ROW(lid) + 16 * i) * LEFT_STRIDE, LEFT_STRIDE);
        for (u32 j = 0; j < TILE_ACROSS; j++) frag_load(y[j], right + TILE_COLUMN(lid) + 16 * j, RIGHT_STRIDE);
        for (u32 i = 0; i < TILE_DOWN; i++)
            for (u32 j = 0; j < TILE_ACROSS; j++) frag_mma(sums.part[i][j], x[i], y[j]);
        BARRIER();
    }
}

// Stores the elements from (row, column) on whose rows are among firstRow..rows-1; the last axis of the result lies without gaps.
template <typename O>
FN void tile_store(
        THR Sums& sums, DEV O* to, OFFSET stride, u32 row, u32 column, u32 firstRow, u32 rows, u32 columns, GRPMEM float* stage, u32 lid) {
    GRPMEM float* mine = stage + (lid >> 5) * 256;
    for (u32 i = 0; i < TILE_DOWN; i++)
        for (u32 j = 0; j < TILE_ACROSS; j++) {
            frag_store(sums.part[i][j], mine, 16, lid & 31u);
            BARRIER();
            for (u32 e = lid & 31u; e < 256; e += 32) {
                u32 r = row + TILE_ROW(lid) + 16 * i + e / 16;
                u32 c = column + TILE_COLUMN(lid) + 16 * j + e % 16;
                if (r >= firstRow && r < rows && c < columns) to[OFFSET(r) * stride + OFFSET(c)] = from_f<O>(mine[e]);
            }
            BARRIER();
        }
}

// A matrix in memory, of which rows and columns beyond those numbers are zero.
struct Strided {
    const DEV T* from;
    OFFSET rowStride;
    OFFSET columnStride;
    u32 rows;
    u32 columns;
};

FN T strided_get(THR const Strided& m, u32 row, u32 column) {
    return row < m.rows && column < m.columns ? m.from[OFFSET(row) * m.rowStride + OFFSET(column) * m.columnStride] : from_f<T>(0.0f);
}

// Neighbouring threads read neighbours in memory, whichever axis these lie along.
FN void fill_left(GRPMEM T* tile, THR const Strided& m, u32 row, u32 k, u32 lid) {
    if (m.columnStride == 1) {
        for (u32 e = lid; e < TILE_ROWS * TILE_DEPTH; e += TILE_THREADS) {
            u32 r = e / TILE_DEPTH, c = e % TILE_DEPTH;
            tile[r * LEFT_STRIDE + c] = strided_get(m, row + r, k + c);
        }
    } else {
        for (u32 e = lid; e < TILE_ROWS * TILE_DEPTH; e += TILE_THREADS) {
            u32 r = e % TILE_ROWS, c = e / TILE_ROWS;
            tile[r * LEFT_STRIDE + c] = strided_get(m, row + r, k + c);
        }
    }
}

FN void fill_right(GRPMEM T* tile, THR const Strided& m, u32 k, u32 column, u32 lid) {
    if (m.columnStride == 1) {
        for (u32 e = lid; e < TILE_DEPTH * TILE_COLUMNS; e += TILE_THREADS) {
            u32 r = e / TILE_COLUMNS, c = e % TILE_COLUMNS;
            tile[r * RIGHT_STRIDE + c] = strided_get(m, k + r, column + c);
        }
    } else {
        for (u32 e = lid; e < TILE_DEPTH * TILE_COLUMNS; e += TILE_THREADS) {
            u32 r = e % TILE_DEPTH, c = e / TILE_DEPTH;
            tile[r * RIGHT_STRIDE + c] = strided_get(m, k + r, column + c);
        }
    }
}
