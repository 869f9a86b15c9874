/**
 * The work done by libtorch, through Deep Java Library: the way a JVM user would take it. Nothing here may know Lazuli. Compiled
 * and run only with the profile {@code peers}.
 */
@NullMarked
package lazuli.benchmarks.libtorch;

import org.jspecify.annotations.NullMarked;
