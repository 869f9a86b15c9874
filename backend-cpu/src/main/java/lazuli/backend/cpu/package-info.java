/**
 * The CPU backend: which kernels run here, and how they are put together. The packages below hold one family of kernels each and
 * do not know this one.
 */
@NullMarked
package lazuli.backend.cpu;

import org.jspecify.annotations.NullMarked;
