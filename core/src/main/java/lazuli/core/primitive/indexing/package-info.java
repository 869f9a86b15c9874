/** Primitives that read or write elements at positions that other arrays or numbers name. */
@NullMarked
package lazuli.core.primitive.indexing;

import org.jspecify.annotations.NullMarked;
