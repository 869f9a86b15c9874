package lazuli.core.io;

import lazuli.core.Safetensors;

/** The safetensors file: the length of a JSON header, the header, and the arrays' bytes without gaps. */
final class SafetensorsFormat {
    /** The format's own bound. */
    static final long LONGEST_HEADER = 100_000_000;

    private static final int PREFIX = Long.BYTES;

    private SafetensorsFormat() {}

    static boolean looksLike(FileRegion file) throws FormatException {
        return file.size() > PREFIX && file.toArray(PREFIX, 1)[0] == '{';
    }

    static Safetensors read(FileRegion file) throws FormatException {
        long length = file.number(0);
        if (length > LONGEST_HEADER) {
            throw new FormatException("the header of %d bytes is longer than safetensors allows", length);
        }
        SafetensorsHeader header = SafetensorsHeader.parse(file.text(PREFIX, (int) length));
        return header.arrays(file.slice(PREFIX + length, file.size() - PREFIX - length));
    }
}
