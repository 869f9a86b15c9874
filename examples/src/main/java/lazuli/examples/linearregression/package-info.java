/** Fits a line through noise: what gradients, and compiled functions of them, look like without any module. */
@NullMarked
package lazuli.examples.linearregression;

import org.jspecify.annotations.NullMarked;
