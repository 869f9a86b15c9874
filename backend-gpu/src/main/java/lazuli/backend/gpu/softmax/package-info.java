/** Softmax and the logarithm of sums of exponentials, row by row. */
@NullMarked
package lazuli.backend.gpu.softmax;

import org.jspecify.annotations.NullMarked;
