/** How many threads work on a row. It knows nothing of what is computed; copies of operands are in {@code copy}. */
@NullMarked
package lazuli.backend.gpu.places;

import org.jspecify.annotations.NullMarked;
