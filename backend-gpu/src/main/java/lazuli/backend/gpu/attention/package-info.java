/** Attention that never holds its matrix of scores, forward and backward. */
@NullMarked
package lazuli.backend.gpu.attention;

import org.jspecify.annotations.NullMarked;
