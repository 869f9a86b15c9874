/**
 * Functions of functions: reverse and forward differentiation and vectorization, as walks over the recorded graph.
 */
@NullMarked
package lazuli.core.transform;

import org.jspecify.annotations.NullMarked;
