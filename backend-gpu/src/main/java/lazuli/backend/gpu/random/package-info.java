/** Random bits. */
@NullMarked
package lazuli.backend.gpu.random;

import org.jspecify.annotations.NullMarked;
