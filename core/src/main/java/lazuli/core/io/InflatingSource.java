package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** The bytes of a deflated zip member, inflated straight to where they belong. */
final class InflatingSource implements ArraySource {
    private static final int CHUNK = 1 << 18;

    private final ZipMember member;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private long fed;
    private long left;

    InflatingSource(ZipMember member) {
        this.member = member;
        this.left = member.size();
    }

    /** Inflates a whole member without keeping it, to see whether it is what the archive says. */
    static void check(ZipMember member) throws FormatException {
        try (InflatingSource source = new InflatingSource(member)) {
            source.finish();
        }
    }

    @Override
    public long left() {
        return left;
    }

    @Override
    public byte[] next(int count) throws FormatException {
        if (count > left) {
            throw new FormatException("ends early: %d bytes are wanted where %d are left", count, left);
        }
        byte[] bytes = new byte[count];
        fill(MemorySegment.ofArray(bytes));
        return bytes;
    }

    @Override
    public Buffer take(long size, int alignment, boolean mayView) throws FormatException {
        if (size > left) {
            throw new FormatException("ends early: %d bytes are wanted where %d are left", size, left);
        }
        Buffer buffer = Allocator.host().allocate(size);
        try {
            fill(buffer.segment().asSlice(0, size));
            buffer.retain();
            return buffer;
        } finally {
            buffer.release();
        }
    }

    private void fill(MemorySegment target) throws FormatException {
        long size = target.byteSize();
        for (long offset = 0; offset < size; offset += CHUNK) {
            ByteBuffer chunk =
                    target.asSlice(offset, Math.min(CHUNK, size - offset)).asByteBuffer();
            while (chunk.hasRemaining()) {
                if (inflate(chunk) == 0) {
                    throw new FormatException("the deflated data ends early");
                }
            }
            checksum.update(chunk.flip());
        }
        left -= size;
    }

    /** Inflates some bytes; none only at the end. */
    private int inflate(ByteBuffer target) throws FormatException {
        try {
            while (true) {
                int count = inflater.inflate(target);
                if (count > 0 || inflater.finished() || inflater.needsDictionary() || !feed()) {
                    return count;
                }
            }
        } catch (DataFormatException malformed) {
            throw new FormatException("the deflated data is malformed: %s", malformed.getMessage());
        }
    }

    private boolean feed() throws FormatException {
        if (!inflater.needsInput()) {
            return false;
        }
        long count = Math.min(CHUNK, member.data().size() - fed);
        if (count > 0) {
            inflater.setInput(member.data().slice(fed, count).bytes().asByteBuffer());
            fed += count;
        }
        return count > 0;
    }

    @Override
    public void finish() throws FormatException {
        if (left > 0) {
            MemorySegment scratch = MemorySegment.ofArray(new byte[(int) Math.min(CHUNK, left)]);
            while (left > 0) {
                fill(scratch.asSlice(0, Math.min(CHUNK, left)));
            }
        }
        if (inflate(ByteBuffer.allocate(1)) != 0) {
            throw new FormatException("the deflated data is longer than the archive says");
        }
        if (!inflater.finished()) {
            throw new FormatException("the deflated data ends early");
        }
        member.requireChecksum(checksum);
    }

    @Override
    public void close() {
        inflater.close();
    }
}
