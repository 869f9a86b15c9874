/** A transformer that continues texts, character by character. */
@NullMarked
package lazuli.examples.transformerlm;

import org.jspecify.annotations.NullMarked;
