/**
 * Streams of work: one worker thread and queue each, and events that order them. It knows nothing of arrays.
 */
@NullMarked
package lazuli.core.schedule;

import org.jspecify.annotations.NullMarked;
