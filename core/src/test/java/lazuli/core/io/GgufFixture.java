package lazuli.core.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds GGUF files field by field. */
final class GgufFixture {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private GgufFixture() {}

    private GgufFixture number(long value, int width) {
        for (int i = 0; i < width; i++) {
            bytes.write((int) (value >> (8 * i)));
        }
        return this;
    }

    private GgufFixture text(String value) {
        number(value.length(), 8);
        bytes.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private static GgufFixture header(int tensors, int keys) {
        return new GgufFixture()
                .number(0x46554747, 4)
                .number(3, 4)
                .number(tensors, 8)
                .number(keys, 8);
    }

    /** A tensor's entry; dimensions as in the file, the fastest first. */
    static byte[] tensor(String name, int type, long offset, long... dimensions) {
        GgufFixture entry = new GgufFixture().text(name).number(dimensions.length, 4);
        for (long dimension : dimensions) {
            entry.number(dimension, 8);
        }
        return entry.number(type, 4).number(offset, 8).bytes.toByteArray();
    }

    static byte[] file(byte[] tensor, byte[] data) {
        return file(List.of(tensor), data);
    }

    static byte[] file(List<byte[]> tensors, byte[] data) {
        GgufFixture file = header(tensors.size(), 0);
        tensors.forEach(file.bytes::writeBytes);
        file.bytes.writeBytes(new byte[-file.bytes.size() & 31]);
        file.bytes.writeBytes(data);
        return file.bytes.toByteArray();
    }

    /** A file without tensors and with one value of metadata. */
    static byte[] metadata(int type, byte[] value) {
        GgufFixture file = header(0, 1).text("key").number(type, 4);
        file.bytes.writeBytes(value);
        return file.bytes.toByteArray();
    }

    /** A file with one value of metadata, another one behind it, and a tensor {@code x} of two floats. */
    static byte[] between(int type, byte[] value) {
        GgufFixture file = header(1, 2).text("key").number(type, 4);
        file.bytes.writeBytes(value);
        file.text("name").number(8, 4).text("model");
        file.bytes.writeBytes(tensor("x", 0, 0, 2));
        file.bytes.writeBytes(new byte[(-file.bytes.size() & 31) + 8]);
        return file.bytes.toByteArray();
    }
}
