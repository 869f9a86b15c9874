/**
 * Factorizations of matrices: how a batch is shared among the cores, and the algorithms in Java, in double precision, for when there is
 * no LAPACK. Knows nothing of native libraries.
 */
@NullMarked
package lazuli.backend.cpu.linalg;

import org.jspecify.annotations.NullMarked;
