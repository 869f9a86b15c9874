/** What two threads may do to a buffer and its holder at once. */
@NullMarked
package lazuli.core.memory;

import org.jspecify.annotations.NullMarked;
