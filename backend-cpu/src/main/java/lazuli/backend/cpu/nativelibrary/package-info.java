/**
 * Brings native libraries from class path jars into the process: which platform this is, where files are cached, how they are
 * loaded. Knows nothing of what the libraries compute.
 */
@NullMarked
package lazuli.backend.cpu.nativelibrary;

import org.jspecify.annotations.NullMarked;
