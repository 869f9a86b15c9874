/** Normalization of rows and of columns, and their gradients. */
@NullMarked
package lazuli.backend.gpu.normalization;

import org.jspecify.annotations.NullMarked;
