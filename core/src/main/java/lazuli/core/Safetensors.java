package lazuli.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a safetensors file holds.
 *
 * @param arrays by name, in the file's order
 * @param metadata the strings under {@code __metadata__}; empty if there are none
 */
public record Safetensors(Map<String, Array> arrays, Map<String, String> metadata) {
    /** Unmodifiable copies of both maps, in their order. */
    public Safetensors {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
