/** How the tests see what core's classes know of each other. */
@NullMarked
package lazuli.core.architecture;

import org.jspecify.annotations.NullMarked;
