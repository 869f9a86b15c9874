/** The work done by Lazuli. Nothing here may know another library. */
@NullMarked
package lazuli.benchmarks.lazuli;

import org.jspecify.annotations.NullMarked;
