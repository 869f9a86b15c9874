/**
 * The CIFAR trainer: its command line, its data, its models and its loop.
 *
 * <p>What any image classifier could use lives in {@code lazuli.examples.data} and {@code lazuli.examples.training}.
 */
@NullMarked
package lazuli.examples.cifar;

import org.jspecify.annotations.NullMarked;
