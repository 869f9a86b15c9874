package lazuli.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.graph.Required;

/**
 * What a safetensors file holds.
 *
 * @param arrays by name, in the file's order
 * @param metadata the strings under {@code __metadata__}; empty if there are none
 * @param skipped what was left out, by name, each with the reason in a sentence: dtypes that Lazuli lacks, metadata that is no string
 */
public record Safetensors(Map<String, Array> arrays, Map<String, String> metadata, Map<String, String> skipped) {
    /** Unmodifiable copies of the maps, in their order. */
    public Safetensors {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("safetensors", "arrays", arrays)));
        metadata = Collections.unmodifiableMap(
                new LinkedHashMap<>(Required.arguments("safetensors", "metadata", metadata)));
        skipped =
                Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("safetensors", "skipped", skipped)));
    }

    /** A file of which nothing was left out. */
    public Safetensors(Map<String, Array> arrays, Map<String, String> metadata) {
        this(arrays, metadata, Map.of());
    }
}
