/** What the GPU backends cost the processor. The times of the GPU itself belong to the workloads. */
@NullMarked
package lazuli.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;
