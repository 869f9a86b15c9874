/** The threads that the library starts. Whoever starts one starts it here; nothing here knows what they compute. */
@NullMarked
package lazuli.core.thread;

import org.jspecify.annotations.NullMarked;
