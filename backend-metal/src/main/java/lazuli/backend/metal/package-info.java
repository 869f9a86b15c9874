/**
 * Metal through the foreign function interface: the Objective-C runtime's messages, devices, buffers, command buffers. What is computed stands in {@code
 * lazuli.backend.gpu}.
 */
@NullMarked
package lazuli.backend.metal;

import org.jspecify.annotations.NullMarked;
