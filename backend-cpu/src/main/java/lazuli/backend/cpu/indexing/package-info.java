/** Gathers and scatters by arrays of indices; no index reaches memory before it has been checked. */
@NullMarked
package lazuli.backend.cpu.indexing;

import org.jspecify.annotations.NullMarked;
