// What a launch of matrix products says, dense ones or those with matrices that are chosen by indices. Wanted: OFFSET; GATHERED where they are chosen.

struct Product {
    Batch batch;
    i64 leftRow;
    i64 leftColumn;
    i64 rightRow;
    i64 rightColumn;
    i64 matrixStride;  // from one to the next of the matrices that are chosen from
    u32 rowsOfIndex;   // how many of the batch each index is for
    u32 rows;
    u32 columns;
    u32 depth;
    u32 count;         // matrices of the batch
    u32 partDepth;     // terms of a part of the sums, a multiple of 128
};

#ifdef GATHERED
#define MORE_ARGUMENTS IN(u32, chosen, 3), VAL(Product, p, 4)
#define RIGHT_OFFSET(index) (i64(chosen[(index) / p.rowsOfIndex]) * p.matrixStride)
#else
#define MORE_ARGUMENTS VAL(Product, p, 3)
#define RIGHT_OFFSET(index) batch_offset(p.batch, 1, index)
#endif
#define LEFT_OFFSET(index) batch_offset(p.batch, 0, index)
