/**
 * Where kernels run: the processor, or GPUs with their memory and queues. What is encoded, committed and completed is ordered here, and values
 * are copied to the memory in which they are read. Nothing here knows graphs.
 */
@NullMarked
package lazuli.core.device;

import org.jspecify.annotations.NullMarked;
