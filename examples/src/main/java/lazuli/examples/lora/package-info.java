/** Adapts a trained model by few parameters, the model itself being frozen. */
@NullMarked
package lazuli.examples.lora;

import org.jspecify.annotations.NullMarked;
