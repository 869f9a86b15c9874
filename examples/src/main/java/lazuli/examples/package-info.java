/** The one entry to all examples, each in a package of its own. */
@NullMarked
package lazuli.examples;

import org.jspecify.annotations.NullMarked;
