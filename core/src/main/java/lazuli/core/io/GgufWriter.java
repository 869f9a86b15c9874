package lazuli.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.GgufValue;
import lazuli.core.Shape;

/** Writes GGUF, version 3. */
final class GgufWriter {
    /** As many as MLX reads; ggml itself takes four. */
    private static final int MOST_AXES = 8;

    private final Map<String, Array> arrays;
    private final Map<String, GgufValue> metadata;
    private final HeaderBytes header = new HeaderBytes();

    GgufWriter(Map<String, Array> arrays, Map<String, GgufValue> metadata) {
        this.arrays = arrays;
        this.metadata = metadata;
    }

    void write(LittleEndian.Sink sink) throws IOException {
        long alignment = GgufFormat.alignment(metadata);
        header.number(GgufFormat.MAGIC, Integer.BYTES);
        header.number(GgufFormat.VERSION, Integer.BYTES);
        header.number(arrays.size(), Long.BYTES);
        header.number(metadata.size(), Long.BYTES);
        for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
            header.text(entry.getKey());
            value(entry.getKey(), entry.getValue());
        }
        long offset = 0;
        for (Map.Entry<String, Array> entry : arrays.entrySet()) {
            header.text(entry.getKey());
            tensor(entry.getKey(), entry.getValue(), offset);
            offset = GgufFormat.padded(offset + entry.getValue().nbytes(), alignment);
        }
        header.bytes(padding(header.size(), alignment));
        sink.accept(ByteBuffer.wrap(header.toByteArray()));
        for (Array array : arrays.values()) {
            long size = StoredArray.write(array, sink);
            sink.accept(ByteBuffer.wrap(padding(size, alignment)));
        }
    }

    private static byte[] padding(long size, long alignment) {
        return new byte[(int) (GgufFormat.padded(size, alignment) - size)];
    }

    private void tensor(String name, Array array, long offset) throws FormatException {
        Shape shape = array.shape();
        if (shape.rank() > MOST_AXES) {
            throw new FormatException("in '%s': GGUF has no tensors of more than %d axes", name, MOST_AXES);
        }
        header.number(shape.rank(), Integer.BYTES);
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            header.number(shape.length(axis), Long.BYTES);
        }
        try {
            header.number(GgufType.of(array.dtype()).code(), Integer.BYTES);
        } catch (FormatException problem) {
            throw problem.in(name);
        }
        header.number(offset, Long.BYTES);
    }

    private void value(String key, GgufValue value) throws IOException {
        switch (value) {
            case GgufValue.Text(String text) -> {
                type(GgufValueType.STRING);
                header.text(text);
            }
            case GgufValue.Texts(List<String> texts) -> {
                type(GgufValueType.ARRAY);
                type(GgufValueType.STRING);
                header.number(texts.size(), Long.BYTES);
                for (String text : texts) {
                    header.text(text);
                }
            }
            case GgufValue.Numbers(Array numbers) -> numbers(key, numbers);
        }
    }

    private void numbers(String key, Array numbers) throws IOException {
        if (numbers.ndim() > 1) {
            throw new FormatException("in '%s': metadata has at most one axis, not shape %s", key, numbers.shape());
        }
        if (numbers.ndim() == 1) {
            type(GgufValueType.ARRAY);
        }
        try {
            type(GgufValueType.of(numbers.dtype()));
        } catch (FormatException problem) {
            throw problem.in(key);
        }
        if (numbers.ndim() == 1) {
            header.number(numbers.size(), Long.BYTES);
        }
        StoredArray.write(numbers, header::bytes);
    }

    private void type(GgufValueType type) {
        header.number(type.code(), Integer.BYTES);
    }
}
