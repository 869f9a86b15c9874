/**
 * Failures on demand, for tests of what follows from one. Not exported: programs cannot reach it. Knows nothing of arrays or memory.
 */
@NullMarked
package lazuli.core.fault;

import org.jspecify.annotations.NullMarked;
