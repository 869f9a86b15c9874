/**
 * Compares Lazuli with what else a JVM user would take for the same work. Here is the program that runs the comparison and prints
 * it; the work lives in {@link lazuli.benchmarks.workload}, each library's way to do it in a package named after the library.
 */
@NullMarked
package lazuli.benchmarks;

import org.jspecify.annotations.NullMarked;
