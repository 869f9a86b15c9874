/**
 * What Metal and CUDA implement: compilation of kernels, queues of commands, memory. Nothing here knows what the kernels compute.
 */
@NullMarked
package lazuli.backend.gpu.device;

import org.jspecify.annotations.NullMarked;
