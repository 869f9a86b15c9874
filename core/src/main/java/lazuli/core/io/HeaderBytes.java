package lazuli.core.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A header as it is written, little-endian; a {@link ByteCursor} reads it. */
final class HeaderBytes {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** How many bytes there are. */
    int size() {
        return written.size();
    }

    byte[] toByteArray() {
        return written.toByteArray();
    }

    /** The lowest {@code width} bytes of a number. */
    void number(long value, int width) {
        for (int i = 0; i < width; i++) {
            written.write((int) (value >> (Byte.SIZE * i)));
        }
    }

    /** How many bytes of UTF-8, and these. */
    void text(String text) throws FormatException {
        byte[] encoded = Names.require(text).getBytes(StandardCharsets.UTF_8);
        number(encoded.length, Long.BYTES);
        bytes(encoded);
    }

    void bytes(byte[] bytes) {
        written.writeBytes(bytes);
    }

    void bytes(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            written.write(bytes.get());
        }
    }
}
