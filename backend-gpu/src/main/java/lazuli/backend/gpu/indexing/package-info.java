/**
 * Gathers and scatters by arrays of indices. No index reaches memory before it has been checked; one that is out of range is told to the queue's faults
 * and fails the work when it is done. Nothing depends on the order in which threads run.
 */
@NullMarked
package lazuli.backend.gpu.indexing;

import org.jspecify.annotations.NullMarked;
