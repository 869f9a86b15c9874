package lazuli.core.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lazuli.core.DType;
import lazuli.core.Shape;

/** What stands before the elements of a {@code .npy} file: magic, version, length, and a Python dict as text. */
final class NpyHeader {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int SHORT_PREAMBLE = 10;
    private static final int ALIGNMENT = 64;

    /** NumPy leaves room for the first axis to grow to this many digits. */
    private static final int GROWTH_DIGITS = 21;

    /** The dict of a dtype without fields is short, whatever its length field could say. */
    private static final int LONGEST = 1 << 16;

    private NpyHeader() {}

    static boolean isMagic(FileRegion file) throws FormatException {
        return file.size() >= MAGIC.length && startsWithMagic(file.toArray(0, MAGIC.length));
    }

    /** Whether a file of one array comes next; passes over its magic. */
    static boolean isMagic(ArraySource source) throws FormatException {
        return source.left() >= MAGIC.length && startsWithMagic(source.next(MAGIC.length));
    }

    private static boolean startsWithMagic(byte[] bytes) {
        return Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Reads the header; what is left of the source are the elements. */
    static Layout read(ArraySource source) throws FormatException {
        if (!isMagic(source)) {
            throw new UnsupportedException("is not a .npy file: it does not begin with \\x93NUMPY");
        }
        byte[] version = source.next(2);
        int major = version[0];
        if (major < 1 || major > 3 || version[1] != 0) {
            throw new FormatException("is of .npy version %d.%d; known are 1.0 to 3.0", major, version[1]);
        }
        byte[] lengthBytes = source.next(major == 1 ? 2 : 4);
        long length = 0;
        for (int i = lengthBytes.length - 1; i >= 0; i--) {
            length = length << 8 | Byte.toUnsignedInt(lengthBytes[i]);
        }
        if (length > LONGEST) {
            throw new FormatException("the .npy header of %d bytes is too long", length);
        }
        String text = new String(source.next((int) length), StandardCharsets.ISO_8859_1);
        return new NpyHeaderParser(text).parse();
    }

    /** A header of version 1.0 for row-major elements, byte for byte as NumPy writes it. */
    static byte[] of(DType dtype, Shape shape) {
        StringBuilder text = new StringBuilder(
                "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(NpyDescription.of(dtype), shape));
        if (shape.rank() > 0) {
            int digits = Integer.toString(shape.length(0)).length();
            text.repeat(' ', GROWTH_DIGITS - digits);
        }
        int unpadded = SHORT_PREAMBLE + text.length() + 1;
        text.repeat(' ', ALIGNMENT - unpadded % ALIGNMENT).append('\n');
        byte[] header = new byte[SHORT_PREAMBLE + text.length()];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[6] = 1;
        header[8] = (byte) text.length();
        header[9] = (byte) (text.length() >> 8);
        byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, SHORT_PREAMBLE, ascii.length);
        return header;
    }
}
