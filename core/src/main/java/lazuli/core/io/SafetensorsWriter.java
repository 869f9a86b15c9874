package lazuli.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import lazuli.core.Array;

/** Writes safetensors: the header in the order of the map, the data with the widest elements first, so that every array is aligned. */
final class SafetensorsWriter {
    private static final int PREFIX = Long.BYTES;
    private static final int ALIGNMENT = 64;

    private final Map<String, Array> arrays;
    private final List<Map.Entry<String, Array>> dataOrder;
    private final Map<String, Long> offsets = new HashMap<>();

    SafetensorsWriter(Map<String, Array> arrays) {
        this.arrays = arrays;
        this.dataOrder = arrays.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Array> entry) ->
                                entry.getValue().itemsize())
                        .reversed())
                .toList();
        long end = 0;
        for (Map.Entry<String, Array> entry : dataOrder) {
            offsets.put(entry.getKey(), end);
            end += entry.getValue().nbytes();
        }
    }

    void write(Map<String, String> metadata, LittleEndian.Sink sink) throws IOException {
        byte[] header = header(metadata).getBytes(StandardCharsets.UTF_8);
        int padding = Math.floorMod(-(PREFIX + header.length), ALIGNMENT);
        if (header.length + padding > SafetensorsFormat.LONGEST_HEADER) {
            throw new FormatException("the header of %d bytes is longer than safetensors allows", header.length);
        }
        ByteBuffer start = ByteBuffer.allocate(PREFIX + header.length + padding).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(header.length + padding).put(header);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        sink.accept(start.flip());
        for (Map.Entry<String, Array> entry : dataOrder) {
            StoredArray.write(entry.getValue(), sink);
        }
    }

    private String header(Map<String, String> metadata) throws FormatException {
        StringJoiner members = new StringJoiner(",", "{", "}");
        if (!metadata.isEmpty()) {
            StringJoiner strings = new StringJoiner(",", "{", "}");
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                strings.add(JsonText.quote(entry.getKey()) + ":" + JsonText.quote(entry.getValue()));
            }
            members.add(JsonText.quote(SafetensorsHeader.METADATA) + ":" + strings);
        }
        for (Map.Entry<String, Array> entry : arrays.entrySet()) {
            if (entry.getKey().equals(SafetensorsHeader.METADATA)) {
                throw new FormatException("an array cannot have the name '%s'", entry.getKey());
            }
            members.add(JsonText.quote(entry.getKey()) + ":" + description(entry.getKey(), entry.getValue()));
        }
        return members.toString();
    }

    private String description(String name, Array array) {
        StringJoiner shape = new StringJoiner(",", "[", "]");
        for (int length : array.shape().toArray()) {
            shape.add(Integer.toString(length));
        }
        long begin = Objects.requireNonNull(offsets.get(name));
        return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                .formatted(SafetensorsType.of(array.dtype()), shape, begin, begin + array.nbytes());
    }
}
