/** What one thread sees of an event while another ends it. */
@NullMarked
package lazuli.core.schedule;

import org.jspecify.annotations.NullMarked;
