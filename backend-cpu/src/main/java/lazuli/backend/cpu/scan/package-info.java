/**
 * Scans along an axis: rows that belong to different results are combined by the kernels of the elementwise functions, a single line by
 * their scalar loops, each result being an operand of the next. Tensors are row-major and stored as their lanes hold them.
 */
@NullMarked
package lazuli.backend.cpu.scan;

import org.jspecify.annotations.NullMarked;
