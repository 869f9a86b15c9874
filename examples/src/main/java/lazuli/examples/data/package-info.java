/**
 * Labelled images on their way to a model: in memory, over the network, as shuffled and normalised batches.
 *
 * <p>Knows no particular data set (those have packages of their own) and neither arrays nor models: a batch leaves as
 * plain {@code float[]} and {@code int[]}.
 */
@NullMarked
package lazuli.examples.data;

import org.jspecify.annotations.NullMarked;
