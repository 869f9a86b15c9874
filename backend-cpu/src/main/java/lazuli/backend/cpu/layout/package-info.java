/**
 * Strided memory: index spaces with as few axes as possible, copies between strided regions, and blocks of strided operands read
 * into contiguous memory. Nothing here knows functions or dtypes; elements are 1, 2, 4 or 8 bytes.
 */
@NullMarked
package lazuli.backend.cpu.layout;

import org.jspecify.annotations.NullMarked;
