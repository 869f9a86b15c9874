/** A model behind an HTTP endpoint, whose concurrent requests are answered together. */
@NullMarked
package lazuli.examples.serve;

import org.jspecify.annotations.NullMarked;
