/**
 * The bodies of the operations, one class a family: checks, promotion, and the primitives or other operations each is made of.
 * {@link lazuli.core.Mx} documents them; nothing here touches native memory.
 */
@NullMarked
package lazuli.core.operation;

import org.jspecify.annotations.NullMarked;
