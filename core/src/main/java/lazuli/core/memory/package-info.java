/**
 * Native memory: buffers, their reference counts, the caching allocator and its limits. It knows neither arrays nor graphs.
 */
@NullMarked
package lazuli.core.memory;

import org.jspecify.annotations.NullMarked;
