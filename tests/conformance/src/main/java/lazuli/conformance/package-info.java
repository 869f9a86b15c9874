/**
 * What must hold on every backend: derivatives and batching of every primitive, evaluation and memory, values computed elsewhere. The
 * tests stand in main code because backends run them from this jar; they use nothing but core's public interface.
 */
@NullMarked
package lazuli.conformance;

import org.jspecify.annotations.NullMarked;
