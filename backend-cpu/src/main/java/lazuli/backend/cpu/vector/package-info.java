/**
 * Everything that uses the Vector API: vector loops, made from templates like the scalar ones, and the vector forms of the
 * functions. Without the module {@code jdk.incubator.vector} nothing here links. So other packages run what names classes of this one
 * only where the module is known to be present; the tables of kernels, which have to link without it, name them in lambdas and as
 * references to methods.
 */
@NullMarked
package lazuli.backend.cpu.vector;

import org.jspecify.annotations.NullMarked;
