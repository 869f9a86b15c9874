/**
 * What the command lines of all examples share: options that each has, values they accept, failures in one line.
 *
 * <p>Knows no example; they know it.
 */
@NullMarked
package lazuli.examples.command;

import org.jspecify.annotations.NullMarked;
