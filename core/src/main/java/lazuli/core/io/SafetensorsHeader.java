package lazuli.core.io;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Safetensors;
import lazuli.core.Shape;
import org.jspecify.annotations.Nullable;

/** The JSON header of a safetensors file: where each array lies, and strings that go with them. */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, Map<String, String> oddMetadata) {
    static final String METADATA = "__metadata__";

    /** Where an array lies; offsets count from the header's end. */
    record Entry(String type, Shape shape, long begin, long end) {
        Layout layout() throws FormatException {
            return Layout.plain(SafetensorsType.named(type).dtype(), shape);
        }
    }

    static SafetensorsHeader parse(String text) throws FormatException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, String> odd = new LinkedHashMap<>();
        boolean[] seen = {false};
        JsonReader json = new JsonReader(text);
        json.object(name -> {
            if (name.equals(METADATA)) {
                once(seen[0] ? name : null, name);
                seen[0] = true;
                if (!json.acceptNull()) {
                    json.object(key -> {
                        if (json.isString()) {
                            once(metadata.put(key, json.string()), key);
                        } else {
                            json.skipValue();
                            odd.put(METADATA + "." + key, "is no string, as metadata has to be");
                        }
                    });
                }
            } else {
                once(entries.put(name, entry(json, name)), name);
            }
        });
        json.end();
        return new SafetensorsHeader(entries, metadata, odd);
    }

    private static void once(@Nullable Object former, String key) throws FormatException {
        if (former != null) {
            throw new FormatException("the name '%s' is there twice", key);
        }
    }

    private static Entry entry(JsonReader json, String name) throws FormatException {
        Map<String, Object> found = new LinkedHashMap<>();
        json.object(key -> {
            Object value = switch (key) {
                case "dtype" -> json.string();
                case "shape" -> Layout.shape(json.wholeNumbers(Layout.MOST_AXES));
                case "data_offsets" -> json.wholeNumbers(2);
                default -> {
                    json.skipValue();
                    yield key;
                }
            };
            once(found.put(key, value), key);
        });
        if (found.get("dtype") instanceof String type
                && found.get("shape") instanceof Shape shape
                && found.get("data_offsets") instanceof List<?> offsets
                && offsets.size() == 2
                && offsets.get(0) instanceof Long begin
                && offsets.get(1) instanceof Long end) {
            return new Entry(type, shape, begin, end);
        }
        throw new FormatException("the array '%s' lacks one of dtype, shape and two data_offsets", name);
    }

    /** The arrays in this header's order. They must lie one behind the other and fill the data. */
    Safetensors arrays(FileRegion data) throws FormatException {
        requireContiguous(data.size());
        FoundArrays found = new FoundArrays();
        for (Map.Entry<String, Entry> named : entries.entrySet()) {
            Entry entry = named.getValue();
            found.add(
                    named.getKey(),
                    () -> StoredArray.of(data.slice(entry.begin, entry.end - entry.begin), entry.layout()));
        }
        found.skipped().putAll(oddMetadata);
        return new Safetensors(found.arrays(), metadata, found.skipped());
    }

    private void requireContiguous(long size) throws FormatException {
        long expected = 0;
        for (Entry entry : entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList()) {
            if (entry.begin != expected || entry.end < entry.begin) {
                throw new FormatException(
                        "an array lies at [%d, %d] where one should begin at %d", entry.begin, entry.end, expected);
            }
            expected = entry.end;
        }
        if (expected != size) {
            throw new FormatException("the arrays are %d bytes, but there are %d", expected, size);
        }
    }
}
