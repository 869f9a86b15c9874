/**
 * A device to prove core with: its memory cannot be read, its queues are done late and out of step, and it lacks what a GPU lacks. The CPU's kernels
 * compute. It is there with {@code -Dlazuli.late=random} or {@code -Dlazuli.late=reverse}.
 */
@NullMarked
package lazuli.conformance.late;

import org.jspecify.annotations.NullMarked;
