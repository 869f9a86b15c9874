/** Convolution and pooling, with the primitives of their gradients. */
@NullMarked
package lazuli.core.primitive.convolution;

import org.jspecify.annotations.NullMarked;
