/** Builds the software Metal device and puts it in Metal's place before the first test. */
@NullMarked
package lazuli.backend.metal.software;

import org.jspecify.annotations.NullMarked;
