/** What becomes of a network's size, accuracy and speed when its matrices are quantized. */
@NullMarked
package lazuli.examples.quantize;

import org.jspecify.annotations.NullMarked;
