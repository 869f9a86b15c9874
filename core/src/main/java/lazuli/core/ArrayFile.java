package lazuli.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.graph.Required;

/**
 * What a file of named arrays holds.
 *
 * @param arrays by name, in the file's order
 * @param skipped what was left out, by name, each with the reason in a sentence: members that are no arrays, dtypes that Lazuli lacks
 */
public record ArrayFile(Map<String, Array> arrays, Map<String, String> skipped) {
    /** Unmodifiable copies of both maps, in their order. */
    public ArrayFile {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("array_file", "arrays", arrays)));
        skipped =
                Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("array_file", "skipped", skipped)));
    }
}
