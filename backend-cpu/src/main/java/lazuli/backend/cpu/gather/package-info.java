/** Products of matrices that are named by indices. */
@NullMarked
package lazuli.backend.cpu.gather;

import org.jspecify.annotations.NullMarked;
