/** Calls whatever is public with arguments that nobody should give it, and says what comes of it. */
@NullMarked
package lazuli.conformance.hostile;

import org.jspecify.annotations.NullMarked;
