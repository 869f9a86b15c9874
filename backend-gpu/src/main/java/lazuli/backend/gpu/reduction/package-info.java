/** Reductions over any axes, of stored elements or of a program's results. */
@NullMarked
package lazuli.backend.gpu.reduction;

import org.jspecify.annotations.NullMarked;
