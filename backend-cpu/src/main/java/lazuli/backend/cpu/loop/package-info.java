/**
 * Loops over native memory, and the templates they are made from: a template is a class with one loop whose operation is a
 * constant; each use of it is a hidden class of its own, so that the JIT compiles the operation into the loop. Nothing here knows
 * the functions of the library, threads, or the Vector API.
 */
@NullMarked
package lazuli.backend.cpu.loop;

import org.jspecify.annotations.NullMarked;
