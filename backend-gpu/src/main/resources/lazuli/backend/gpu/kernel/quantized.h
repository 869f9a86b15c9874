// What a launch of products with quantized matrices says. Wanted: OFFSET; AFFINE; GATHERED where indices choose the matrices.
#include "batches.h"
#include "packed.h"

struct Quantized {
    Batch batch;       // of x, words, scales, biases
    i64 leftRow;
    i64 wordRow;
    i64 scaleRow;
    i64 biasRow;
    i64 wordMatrix;    // from one to the next of the matrices that are chosen from
    i64 scaleMatrix;
    i64 biasMatrix;
    u32 rowsOfIndex;   // how many of the batch each index is for
    u32 rows;
    u32 columns;
    u32 depth;
    u32 count;         // matrices of the batch
    u32 partDepth;     // terms of a part of the sums, a multiple of 128
};

#if defined(AFFINE) && defined(GATHERED)
#define ARGUMENTS(O) IN(T, x, 0), IN(u32, words, 1), OUT(O, to, 2), IN(SCALE, scales, 3), IN(T, biases, 4), IN(u32, chosen, 5), VAL(Quantized, p, 6)
#elif defined(AFFINE)
#define ARGUMENTS(O) IN(T, x, 0), IN(u32, words, 1), OUT(O, to, 2), IN(SCALE, scales, 3), IN(T, biases, 4), VAL(Quantized, p, 5)
#elif defined(GATHERED)
#define ARGUMENTS(O) IN(T, x, 0), IN(u32, words, 1), OUT(O, to, 2), IN(SCALE, scales, 3), IN(u32, chosen, 4), VAL(Quantized, p, 5)
#else
#define ARGUMENTS(O) IN(T, x, 0), IN(u32, words, 1), OUT(O, to, 2), IN(SCALE, scales, 3), VAL(Quantized, p, 4)
#endif

// Where one matrix' words, scales or biases begin: by its number among those to choose from, or by that of the product in the batch.
#ifdef GATHERED
#define MATRIX_OF(index) chosen[(index) / p.rowsOfIndex]
#define PLACE_OF(operand, matrix, stride) (i64(matrix) * p.stride)
#else
#define MATRIX_OF(index) (index)
#define PLACE_OF(operand, matrix, stride) batch_offset(p.batch, operand, matrix)
#endif

#ifdef TRANSPOSED
#define PACKED_ROWS p.columns
#define PACKED_ELEMENTS p.depth
#else
#define PACKED_ROWS p.depth
#define PACKED_ELEMENTS p.columns
#endif

#ifdef AFFINE
#define PACKED_BIASES(m, matrix)                                 \
    m.biases = biases + PLACE_OF(3, matrix, biasMatrix);         \
    m.biasStride = OFFSET(p.biasRow);
#else
#define PACKED_BIASES(m, matrix)
#endif

#define PACKED_MATRIX(m, matrix)                                 \
    Packed m;                                                    \
    m.words = words + PLACE_OF(1, matrix, wordMatrix);           \
    m.wordStride = OFFSET(p.wordRow);                            \
    m.scales = scales + PLACE_OF(2, matrix, scaleMatrix);        \
    m.scaleStride = OFFSET(p.scaleRow);                          \
    m.rows = PACKED_ROWS;                                        \
    m.elements = PACKED_ELEMENTS;                                \
    PACKED_BIASES(m, matrix)
