/** Programs on a GPU beside the same ones on the CPU. */
@NullMarked
package lazuli.examples.metal;

import org.jspecify.annotations.NullMarked;
