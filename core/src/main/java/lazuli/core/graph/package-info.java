/**
 * The graph: nodes, their values, and how a set of them is evaluated (order, fusion of elementwise regions, release and donation
 * of buffers). It knows primitives only through the {@link lazuli.core.primitive.Primitive} interface.
 */
@NullMarked
package lazuli.core.graph;

import org.jspecify.annotations.NullMarked;
