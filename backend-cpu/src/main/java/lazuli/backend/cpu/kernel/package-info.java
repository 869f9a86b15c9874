/**
 * Which loop computes which function on which dtype: a row for each function and lane, with the vector form beside the scalar one, and
 * the switch from one to the other while a program runs. Nothing here knows shapes, programs or threads of computation.
 */
@NullMarked
package lazuli.backend.cpu.kernel;

import org.jspecify.annotations.NullMarked;
