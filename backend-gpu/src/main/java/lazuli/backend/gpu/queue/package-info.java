/**
 * Commands are collected into batches, committed, and completed on a thread of their own.
 */
@NullMarked
package lazuli.backend.gpu.queue;

import org.jspecify.annotations.NullMarked;
