/**
 * The primitives: records whose components are their only state, each with its shape rule, its evaluation, its derivatives and its
 * batching rule; and the tables of elementwise functions and of their derivatives. Users meet them only in graph tools.
 */
@NullMarked
package lazuli.core.primitive;

import org.jspecify.annotations.NullMarked;
