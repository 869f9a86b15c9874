package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.ForeignMemory;

/** Bytes that are read once, in order: some for a header, the rest for an array. */
interface ArraySource extends AutoCloseable {
    /** Bytes not yet read. */
    long left();

    /** The next bytes. */
    byte[] next(int count) throws FormatException;

    /**
     * The next bytes, in native memory with one owner.
     *
     * @param alignment of the memory, for a view
     * @param mayView whether it may be the file's own memory, which must not be written to
     */
    Buffer take(long size, int alignment, boolean mayView) throws FormatException;

    /** Passes over all that is left, and checks what can only be checked at the end. */
    void finish() throws FormatException;

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
            public Buffer take(long size, int alignment, boolean mayView) throws FormatException {
                FileRegion taken = region.slice(position, size);
                MemorySegment bytes = taken.bytes();
                position += size;
                boolean canView = bytes.isNative() && bytes.byteSize() > 0 && bytes.address() % alignment == 0;
                if (mayView && canView) {
                    return Buffer.over(bytes, taken.file() == null ? ForeignMemory.LASTING : taken.file());
                }
                Buffer buffer = Allocator.host().allocate(bytes.byteSize());
                try {
                    buffer.segment().copyFrom(bytes);
                    return buffer;
                } catch (InternalError cutShort) {
                    buffer.release();
                    throw cutShort;
                }
            }

            @Override
            public void finish() {
                position = region.size();
            }

            @Override
            public void close() {}
        };
    }
}
