/** Softmax and the logarithm of sums of exponentials, row by row. */
@NullMarked
package lazuli.backend.cpu.softmax;

import org.jspecify.annotations.NullMarked;
