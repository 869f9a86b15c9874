package lazuli.core.io;

import lazuli.core.Array;

/** Bytes that are read once, in order: some for a header, the rest for an array. */
interface ArraySource extends AutoCloseable {
    /** Bytes not yet read. */
    long left();

    /** The next bytes. */
    byte[] next(int count) throws FormatException;

    /** An array of all that is left. */
    Array rest(Layout layout) throws FormatException;

    @Override
    void close();

    /** A source of bytes that lie in the file as they are. */
    static ArraySource of(FileRegion region) {
        return new ArraySource() {
            private long position;

            @Override
            public long left() {
                return region.size() - position;
            }

            @Override
            public byte[] next(int count) throws FormatException {
                byte[] bytes = region.toArray(position, count);
                position += count;
                return bytes;
            }

            @Override
            public Array rest(Layout layout) throws FormatException {
                return StoredArray.of(region.slice(position, left()), layout);
            }

            @Override
            public void close() {}
        };
    }
}
