/**
 * Compilation: a function of arrays is run once on placeholders, the graph it leaves is simplified, fused and given a plan of its memory, and
 * later calls run that. What users touch is {@link lazuli.core.Mx#compile(lazuli.core.Fn1)} and {@link lazuli.core.State}. A {@link
 * lazuli.core.compile.FunctionGraph} is what of such a graph can be written to a file.
 */
@NullMarked
package lazuli.core.compile;

import org.jspecify.annotations.NullMarked;
