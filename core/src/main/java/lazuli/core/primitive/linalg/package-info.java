/** Decompositions and solutions of linear systems, which the CPU computes, with their derivatives. */
@NullMarked
package lazuli.core.primitive.linalg;

import org.jspecify.annotations.NullMarked;
