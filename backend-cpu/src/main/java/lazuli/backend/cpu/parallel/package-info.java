/**
 * Parallel loops of the CPU backend: one pool of daemon threads that all kernels share. Nothing here knows arrays, and nothing
 * else in the backend starts threads to compute with.
 */
@NullMarked
package lazuli.backend.cpu.parallel;

import org.jspecify.annotations.NullMarked;
