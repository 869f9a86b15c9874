/**
 * What a training run shows and keeps: progress, figures, accuracy by class, the weights of the last finished epoch.
 *
 * <p>Works on plain numbers and paths; arrays, models and optimizers stay with the program that trains.
 */
@NullMarked
package lazuli.examples.training;

import org.jspecify.annotations.NullMarked;
