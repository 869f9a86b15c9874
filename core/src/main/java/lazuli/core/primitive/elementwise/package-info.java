/** Functions of the elements at one place: the tables of their names, their derivatives, and the primitives that apply them. */
@NullMarked
package lazuli.core.primitive.elementwise;

import org.jspecify.annotations.NullMarked;
