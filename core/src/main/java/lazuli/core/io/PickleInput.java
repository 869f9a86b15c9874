package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/** The bytes of a pickle, read from the front. */
final class PickleInput {
    private static final int LONGEST_LINE = 1000;

    private final FileRegion bytes;
    private long position;

    PickleInput(byte[] bytes) {
        this.bytes = new FileRegion(MemorySegment.ofArray(bytes));
    }

    long position() {
        return position;
    }

    private long advance(long count) {
        position += count;
        return position - count;
    }

    int unsignedByte() throws FormatException {
        return Byte.toUnsignedInt(bytes.toArray(advance(1), 1)[0]);
    }

    int unsignedShort() throws FormatException {
        return bytes.unsignedShort(advance(Short.BYTES));
    }

    long unsignedInt() throws FormatException {
        return bytes.unsignedInt(advance(Integer.BYTES));
    }

    long number() throws FormatException {
        return bytes.number(advance(Long.BYTES));
    }

    void skip(long count) throws FormatException {
        bytes.slice(position, count);
        advance(count);
    }

    String text(long length) throws FormatException {
        bytes.slice(position, length);
        return bytes.text(advance(length), (int) length);
    }

    /** The text up to the next line feed, which is passed over. */
    String line() throws FormatException {
        for (int length = 0; length <= LONGEST_LINE; length++) {
            if (bytes.slice(position + length, 1).toArray(0, 1)[0] == '\n') {
                String text = text(length);
                advance(1);
                return text;
            }
        }
        throw new FormatException("the pickle has a line of more than %d bytes", LONGEST_LINE);
    }

    /** A signed little-endian integer of so many bytes. */
    Pickled whole(int length) throws FormatException {
        byte[] digits = bytes.toArray(advance(length), length);
        for (int i = 0, j = length - 1; i < j; i++, j--) {
            byte digit = digits[i];
            digits[i] = digits[j];
            digits[j] = digit;
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(digits);
        return value.bitLength() < Long.SIZE ? new Pickled.Whole(value.longValue()) : Pickled.Other.VALUE;
    }
}
