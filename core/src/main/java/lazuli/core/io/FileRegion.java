package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes of a file, mapped or read; what is asked for is checked against where they end.
 *
 * @param file where they are mapped from; null if they have been read
 */
record FileRegion(MemorySegment bytes, @Nullable MappedFile file) {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Bytes that have been read. */
    FileRegion(MemorySegment bytes) {
        this(bytes, null);
    }

    long size() {
        return bytes.byteSize();
    }

    FileRegion slice(long offset, long length) throws FormatException {
        require(offset, length);
        return new FileRegion(bytes.asSlice(offset, length), file);
    }

    int unsignedByte(long offset) throws FormatException {
        require(offset, 1);
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, offset));
    }

    int unsignedShort(long offset) throws FormatException {
        require(offset, Short.BYTES);
        return Short.toUnsignedInt(bytes.get(SHORT, offset));
    }

    long unsignedInt(long offset) throws FormatException {
        require(offset, Integer.BYTES);
        return Integer.toUnsignedLong(bytes.get(INT, offset));
    }

    /** An unsigned 64-bit number that fits a long. */
    long number(long offset) throws FormatException {
        require(offset, Long.BYTES);
        long value = bytes.get(LONG, offset);
        if (value < 0) {
            throw new FormatException("the number %s at byte %d is too large", Long.toUnsignedString(value), offset);
        }
        return value;
    }

    byte[] toArray(long offset, int length) throws FormatException {
        require(offset, length);
        return bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /** The text that these bytes are in UTF-8. */
    String text(long offset, int length) throws FormatException {
        byte[] encoded = toArray(offset, length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new FormatException("the text at byte %d is not UTF-8", offset);
        }
    }

    private void require(long offset, long length) throws FormatException {
        if (offset < 0 || length < 0 || offset > size() - length) {
            throw new FormatException(
                    "ends early: %d bytes at %d are beyond the %d that there are", length, offset, size());
        }
    }
}
