package lazuli.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.graph.Required;

/**
 * What a GGUF file holds.
 *
 * @param arrays by name, in the file's order
 * @param metadata by key, in the file's order
 * @param skipped what was left out, by the tensor's name or the key, each with the reason in a sentence: types that Lazuli cannot read
 */
public record Gguf(Map<String, Array> arrays, Map<String, GgufValue> metadata, Map<String, String> skipped) {
    /** Unmodifiable copies of the maps, in their order. */
    public Gguf {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("gguf", "arrays", arrays)));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("gguf", "metadata", metadata)));
        skipped = Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("gguf", "skipped", skipped)));
    }

    /** A file of which nothing was left out. */
    public Gguf(Map<String, Array> arrays, Map<String, GgufValue> metadata) {
        this(arrays, metadata, Map.of());
    }
}
