/** What the system properties of the CPU backend say. */
@NullMarked
package lazuli.backend.cpu.settings;

import org.jspecify.annotations.NullMarked;
