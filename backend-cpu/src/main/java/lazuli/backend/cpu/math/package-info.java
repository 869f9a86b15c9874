/**
 * Scalar mathematics: approximations of our own where the platform has none that is fast or at all, and the arithmetic of dtypes
 * that Java lacks. Pure functions of numbers; nothing here knows memory, loops or the library's tables.
 */
@NullMarked
package lazuli.backend.cpu.math;

import org.jspecify.annotations.NullMarked;
