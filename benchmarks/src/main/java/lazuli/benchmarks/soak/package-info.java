/** Mixed work for a long time, and what it keeps in memory. Nothing else may call it. */
@NullMarked
package lazuli.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
