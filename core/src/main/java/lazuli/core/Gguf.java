package lazuli.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a GGUF file holds.
 *
 * @param arrays by name, in the file's order
 * @param metadata by key, in the file's order
 */
public record Gguf(Map<String, Array> arrays, Map<String, GgufValue> metadata) {
    /** Unmodifiable copies of both maps, in their order. */
    public Gguf {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
