package lazuli.core.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.GgufValue;
import lazuli.core.Shape;

/** Writes GGUF, version 3. */
final class GgufWriter {
    private static final int MOST_AXES = 4;

    private final Map<String, Array> arrays;
    private final Map<String, GgufValue> metadata;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();

    GgufWriter(Map<String, Array> arrays, Map<String, GgufValue> metadata) {
        this.arrays = arrays;
        this.metadata = metadata;
    }

    void write(LittleEndian.Sink sink) throws IOException {
        long alignment = GgufFormat.alignment(metadata);
        number(GgufFormat.MAGIC, Integer.BYTES);
        number(GgufFormat.VERSION, Integer.BYTES);
        number(arrays.size(), Long.BYTES);
        number(metadata.size(), Long.BYTES);
        for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
            text(entry.getKey());
            value(entry.getKey(), entry.getValue());
        }
        long offset = 0;
        for (Map.Entry<String, Array> entry : arrays.entrySet()) {
            text(entry.getKey());
            tensor(entry.getKey(), entry.getValue(), offset);
            offset = GgufFormat.padded(offset + entry.getValue().nbytes(), alignment);
        }
        header.writeBytes(padding(header.size(), alignment));
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
        number(shape.rank(), Integer.BYTES);
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            number(shape.length(axis), Long.BYTES);
        }
        try {
            number(GgufType.of(array.dtype()).code(), Integer.BYTES);
        } catch (FormatException problem) {
            throw problem.in(name);
        }
        number(offset, Long.BYTES);
    }

    private void value(String key, GgufValue value) throws IOException {
        switch (value) {
            case GgufValue.Text(String text) -> {
                type(GgufValueType.STRING);
                text(text);
            }
            case GgufValue.Texts(List<String> texts) -> {
                type(GgufValueType.ARRAY);
                type(GgufValueType.STRING);
                number(texts.size(), Long.BYTES);
                for (String text : texts) {
                    text(text);
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
            number(numbers.size(), Long.BYTES);
        }
        StoredArray.write(numbers, bytes -> {
            while (bytes.hasRemaining()) {
                header.write(bytes.get());
            }
        });
    }

    private void type(GgufValueType type) {
        number(type.code(), Integer.BYTES);
    }

    private void text(String text) throws FormatException {
        byte[] encoded = Names.require(text).getBytes(StandardCharsets.UTF_8);
        number(encoded.length, Long.BYTES);
        header.writeBytes(encoded);
    }

    private void number(long value, int width) {
        for (int i = 0; i < width; i++) {
            header.write((int) (value >> (Byte.SIZE * i)));
        }
    }
}
