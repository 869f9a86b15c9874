/** What networks are made of and compositions would be too slow for: normalization, attention, rotary positions. */
@NullMarked
package lazuli.core.primitive.network;

import org.jspecify.annotations.NullMarked;
