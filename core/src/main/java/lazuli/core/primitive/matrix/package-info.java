/** Products of matrices, plain and quantized, and the packing of quantized ones. */
@NullMarked
package lazuli.core.primitive.matrix;

import org.jspecify.annotations.NullMarked;
