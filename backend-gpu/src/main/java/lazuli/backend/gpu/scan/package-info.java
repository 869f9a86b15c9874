/** Scans along an axis: accumulations and linear recurrences by one algorithm, which wants no neutral element. */
@NullMarked
package lazuli.backend.gpu.scan;

import org.jspecify.annotations.NullMarked;
