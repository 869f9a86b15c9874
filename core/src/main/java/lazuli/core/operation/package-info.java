/**
 * The bodies of the operations, one class a family: checks, promotion, and the primitives or other operations each is made of.
 * {@link lazuli.core.Mx} documents them and is above them: nothing here calls it, or touches native memory.
 */
@NullMarked
package lazuli.core.operation;

import org.jspecify.annotations.NullMarked;
