package lazuli.core.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.DType;
import lazuli.core.GgufValue;
import lazuli.core.Shape;
import org.jspecify.annotations.Nullable;

/** Reads the metadata of GGUF files. What cannot be read is passed over and told to {@code found}, so that the rest can be. */
final class GgufMetadata {
    /** Files have a few dozen. */
    private static final long MOST_KEYS = 1 << 16;

    private static final int DEEPEST = 16;

    private final ByteCursor header;
    private final FoundArrays found;

    GgufMetadata(ByteCursor header, FoundArrays found) {
        this.header = header;
        this.found = found;
    }

    Map<String, GgufValue> read(long count) throws FormatException {
        if (count > MOST_KEYS) {
            throw new FormatException("%d keys of metadata are too many", count);
        }
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            String key = header.text(header.number());
            try {
                if (metadata.put(key, value(GgufValueType.of(header.unsignedInt()))) != null) {
                    throw new FormatException("the key is there twice");
                }
            } catch (UnsupportedException problem) {
                found.skip(key, problem);
            } catch (FormatException problem) {
                throw problem.in(key);
            }
        }
        return metadata;
    }

    private GgufValue value(GgufValueType type) throws FormatException {
        return switch (type) {
            case STRING -> new GgufValue.Text(texts(1).getFirst());
            case ARRAY -> array(GgufValueType.of(header.unsignedInt()), header.number());
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, UINT64, INT64, FLOAT64 ->
                numbers(type.dtype().orElseThrow(), Shape.SCALAR);
        };
    }

    private GgufValue array(GgufValueType type, long count) throws FormatException {
        return switch (type) {
            case STRING -> new GgufValue.Texts(texts(count));
            case ARRAY -> {
                skipArrays(count, 1);
                throw new UnsupportedException("arrays of arrays cannot be read");
            }
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, UINT64, INT64, FLOAT64 ->
                numbers(type.dtype().orElseThrow(), Layout.shape(List.of(count)));
        };
    }

    private GgufValue numbers(DType dtype, Shape shape) throws FormatException {
        Layout layout = Layout.plain(dtype, shape);
        return new GgufValue.Numbers(StoredArray.of(header.take(layout.byteSize()), layout));
    }

    /** So many strings, all of which are passed over before one of them is refused. */
    private List<String> texts(long count) throws FormatException {
        List<String> texts = new ArrayList<>();
        @Nullable FormatException problem = null;
        for (long i = 0; i < count; i++) {
            FileRegion encoded = header.take(header.number());
            try {
                texts.add(ByteCursor.text(encoded));
            } catch (FormatException malformed) {
                problem = malformed;
            }
        }
        if (problem != null) {
            throw new UnsupportedException("a text of the value is not UTF-8");
        }
        return texts;
    }

    private void skipArrays(long count, int depth) throws FormatException {
        if (depth > DEEPEST) {
            throw new FormatException("arrays are nested too deeply");
        }
        for (long i = 0; i < count; i++) {
            GgufValueType type = GgufValueType.of(header.unsignedInt());
            long length = header.number();
            switch (type) {
                case STRING -> {
                    for (long text = 0; text < length; text++) {
                        header.take(header.number());
                    }
                }
                case ARRAY -> skipArrays(length, depth + 1);
                case UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, UINT64, INT64, FLOAT64 ->
                    header.take(Layout.plain(type.dtype().orElseThrow(), Layout.shape(List.of(length)))
                            .byteSize());
            }
        }
    }
}
