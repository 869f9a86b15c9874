/** What a Mac's owner is asked to send. */
@NullMarked
package lazuli.backend.metal.report;

import org.jspecify.annotations.NullMarked;
