/** Attention that never holds its matrix of scores: tiles of it are made, weighed and used up, forward and backward. */
@NullMarked
package lazuli.backend.cpu.attention;

import org.jspecify.annotations.NullMarked;
