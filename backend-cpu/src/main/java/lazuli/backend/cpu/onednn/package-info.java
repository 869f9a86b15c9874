/**
 * oneDNN through the foreign function interface: convolutions and matrix products in float32, bfloat16 and float16, batch normalization
 * in float32, on raw addresses. Nothing here knows the arrays of the core, and nothing outside sees a handle of the library.
 *
 * <p>Public are {@link lazuli.backend.cpu.onednn.OneDnn}, one class for each family of operations, and the keys that describe
 * their shapes. A key finds a {@link lazuli.backend.cpu.onednn.Plan} in a bounded cache; a plan holds the native objects.
 */
@NullMarked
package lazuli.backend.cpu.onednn;

import org.jspecify.annotations.NullMarked;
