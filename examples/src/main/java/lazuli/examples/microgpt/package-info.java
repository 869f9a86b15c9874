/** A small GPT that learns to invent names, letter by letter. */
@NullMarked
package lazuli.examples.microgpt;

import org.jspecify.annotations.NullMarked;
