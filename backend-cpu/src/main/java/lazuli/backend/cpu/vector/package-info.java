/**
 * Everything that uses the Vector API: vector loops, made from templates like the scalar ones, and the vector forms of the
 * functions. Other packages name classes of this one only where the module {@code jdk.incubator.vector} is known to be present:
 * without it nothing here links.
 */
@NullMarked
package lazuli.backend.cpu.vector;

import org.jspecify.annotations.NullMarked;
