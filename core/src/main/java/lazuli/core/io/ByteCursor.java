package lazuli.core.io;

/** Bytes read from the front, little-endian. */
final class ByteCursor {
    private final FileRegion bytes;
    private long position;

    ByteCursor(FileRegion bytes) {
        this.bytes = bytes;
    }

    /** Where the next byte is. */
    long position() {
        return position;
    }

    private long advance(long count) {
        position += count;
        return position - count;
    }

    int unsignedByte() throws FormatException {
        return bytes.unsignedByte(advance(1));
    }

    int unsignedShort() throws FormatException {
        return bytes.unsignedShort(advance(Short.BYTES));
    }

    long unsignedInt() throws FormatException {
        return bytes.unsignedInt(advance(Integer.BYTES));
    }

    /** An unsigned 64-bit number that fits a long. */
    long number() throws FormatException {
        return bytes.number(advance(Long.BYTES));
    }

    /** The next bytes, which are passed over. */
    FileRegion take(long length) throws FormatException {
        FileRegion taken = bytes.slice(position, length);
        advance(length);
        return taken;
    }

    /** Text of so many bytes in UTF-8. */
    String text(long length) throws FormatException {
        FileRegion encoded = take(length);
        if (length > Integer.MAX_VALUE - 8) {
            throw new FormatException("a text of %d bytes is too long", length);
        }
        return encoded.text(0, (int) length);
    }
}
