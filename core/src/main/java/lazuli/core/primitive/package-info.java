/**
 * What a primitive is: the sealed families, and what derivatives, batching rules and evaluation are given. The primitives themselves stand in
 * the packages below, one a family of operations: records whose components are their only state, each with its shape rule, its evaluation, its
 * derivatives and its batching rule. Here are only those of their own kind, which hold functions or stand for other things. Users meet
 * primitives only in graph tools.
 */
@NullMarked
package lazuli.core.primitive;

import org.jspecify.annotations.NullMarked;
