/**
 * Whether Flight Recorder is in use; the events stand beside what they tell of. Not exported. Knows nothing of arrays or memory.
 */
@NullMarked
package lazuli.core.recording;

import org.jspecify.annotations.NullMarked;
