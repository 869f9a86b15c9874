/**
 * A page about a training, in one file that needs nothing else: curves and tables as HTML and SVG, images in it as PNG. Works on numbers
 * and pixels; arrays, models and optimizers stay with the program that trains.
 */
@NullMarked
package lazuli.examples.report;

import org.jspecify.annotations.NullMarked;
