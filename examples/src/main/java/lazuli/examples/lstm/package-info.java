/** Reads digits as sequences of rows, in both directions. */
@NullMarked
package lazuli.examples.lstm;

import org.jspecify.annotations.NullMarked;
