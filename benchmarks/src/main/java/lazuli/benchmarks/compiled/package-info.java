/** The work done by Lazuli as in {@link lazuli.benchmarks.lazuli}, compiled. Nothing here may know another library. */
@NullMarked
package lazuli.benchmarks.compiled;

import org.jspecify.annotations.NullMarked;
