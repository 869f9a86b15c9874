/**
 * Batch normalization: moments by blocks of rows whose size depends on the shape alone, merged in order, so that the number of
 * threads does not show in the bits.
 */
@NullMarked
package lazuli.backend.cpu.normalization;

import org.jspecify.annotations.NullMarked;
