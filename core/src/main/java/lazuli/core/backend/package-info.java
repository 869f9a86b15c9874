/**
 * What a backend implements and is given: kernels over {@link lazuli.core.backend.Tensor}s in native memory. Backends are found
 * with {@link java.util.ServiceLoader}; nothing here or elsewhere in core names one. Nothing here knows graphs.
 */
@NullMarked
package lazuli.core.backend;

import org.jspecify.annotations.NullMarked;
