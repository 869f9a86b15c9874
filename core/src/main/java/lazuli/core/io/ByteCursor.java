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

    /** The bits of a 64-bit number of any sign. */
    long bits() throws FormatException {
        long low = unsignedInt();
        return low | unsignedInt() << Integer.SIZE;
    }

    /** A count of things that take a byte at least, so that there cannot be more of them than bytes. */
    int count() throws FormatException {
        long count = number();
        if (count > bytes.size() - position || count > Integer.MAX_VALUE) {
            throw new FormatException(
                    "promises %d items at byte %d in the %d bytes that are left",
                    count, position, bytes.size() - position);
        }
        return (int) count;
    }

    /** The next bytes, which are passed over. */
    FileRegion take(long length) throws FormatException {
        FileRegion taken = bytes.slice(position, length);
        advance(length);
        return taken;
    }

    /** All that has not been read. */
    FileRegion rest() throws FormatException {
        return bytes.slice(position, bytes.size() - position);
    }

    /** Text of so many bytes in UTF-8. */
    String text(long length) throws FormatException {
        return text(take(length));
    }

    /** The text that these bytes are in UTF-8. */
    static String text(FileRegion encoded) throws FormatException {
        if (encoded.size() > Integer.MAX_VALUE - 8) {
            throw new FormatException("a text of %d bytes is too long", encoded.size());
        }
        return encoded.text(0, (int) encoded.size());
    }
}
