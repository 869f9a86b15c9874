/** Random bits from keys and counters: nothing here has a state. */
@NullMarked
package lazuli.backend.cpu.random;

import org.jspecify.annotations.NullMarked;
