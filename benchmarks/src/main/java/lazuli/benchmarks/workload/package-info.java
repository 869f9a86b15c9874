/**
 * What is measured, whoever does it: one class for each piece of work, with its sizes. Knows no library; a library's package has one
 * subclass of each.
 */
@NullMarked
package lazuli.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
