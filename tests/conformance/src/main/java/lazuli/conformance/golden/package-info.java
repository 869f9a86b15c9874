/**
 * Cases whose results MLX computed, run against Lazuli: reading them, calling the operations they name, comparing. A family of
 * operations is one class that registers how MLX's names and arguments map to Lazuli's.
 */
@NullMarked
package lazuli.conformance.golden;

import org.jspecify.annotations.NullMarked;
