/** A table of how fast this machine is at common work. */
@NullMarked
package lazuli.examples.bench;

import org.jspecify.annotations.NullMarked;
