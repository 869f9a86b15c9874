/** Products of matrices: dense ones, and those with matrices that are chosen by indices. */
@NullMarked
package lazuli.backend.gpu.matmul;

import org.jspecify.annotations.NullMarked;
