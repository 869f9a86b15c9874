/** Handwritten digits: where they come from, networks that read them, and how these learn; also for other examples. */
@NullMarked
package lazuli.examples.mnist;

import org.jspecify.annotations.NullMarked;
