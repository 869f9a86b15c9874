package lazuli.core.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.DType;
import lazuli.core.GgufValue;
import lazuli.core.Shape;

/** Reads the metadata of GGUF files. */
final class GgufMetadata {
    /** Files have a few dozen. */
    private static final long MOST_KEYS = 1 << 16;

    private GgufMetadata() {}

    static Map<String, GgufValue> read(ByteCursor header, long count) throws FormatException {
        if (count > MOST_KEYS) {
            throw new FormatException("%d keys of metadata are too many", count);
        }
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            String key = header.text(header.number());
            try {
                if (metadata.put(key, value(header, GgufValueType.of(header.unsignedInt()))) != null) {
                    throw new FormatException("the key is there twice");
                }
            } catch (FormatException problem) {
                throw problem.in(key);
            }
        }
        return metadata;
    }

    private static GgufValue value(ByteCursor header, GgufValueType type) throws FormatException {
        return switch (type) {
            case STRING -> new GgufValue.Text(header.text(header.number()));
            case ARRAY -> array(header, GgufValueType.of(header.unsignedInt()), header.number());
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, UINT64, INT64, FLOAT64 ->
                numbers(header, type.dtype().orElseThrow(), Shape.SCALAR);
        };
    }

    private static GgufValue array(ByteCursor header, GgufValueType type, long count) throws FormatException {
        return switch (type) {
            case STRING -> {
                List<String> texts = new ArrayList<>();
                for (long i = 0; i < count; i++) {
                    texts.add(header.text(header.number()));
                }
                yield new GgufValue.Texts(texts);
            }
            case ARRAY -> throw new FormatException("arrays of arrays cannot be read");
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, UINT64, INT64, FLOAT64 ->
                numbers(header, type.dtype().orElseThrow(), Layout.shape(List.of(count)));
        };
    }

    private static GgufValue numbers(ByteCursor header, DType dtype, Shape shape) throws FormatException {
        Layout layout = Layout.plain(dtype, shape);
        return new GgufValue.Numbers(StoredArray.of(header.take(layout.byteSize()), layout));
    }
}
