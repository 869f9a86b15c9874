/**
 * Factorizations of matrices by OpenBLAS's LAPACK. LAPACK's matrices are column-major: a row-major one is its transpose, which most
 * routines here make use of instead of moving elements.
 */
@NullMarked
package lazuli.backend.cpu.lapack;

import org.jspecify.annotations.NullMarked;
