package lazuli.core.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Numbers from this machine's memory as files have them. */
final class LittleEndian {
    private static final int CHUNK = 1 << 18;

    private LittleEndian() {}

    /** What takes the bytes, some at a time. */
    interface Sink {
        void accept(ByteBuffer bytes) throws IOException;
    }

    /** All bytes of some numbers of {@code unit} bytes. */
    static void write(MemorySegment numbers, int unit, Sink sink) throws IOException {
        write(numbers, unit, ByteOrder.nativeOrder(), sink);
    }

    static void write(MemorySegment numbers, int unit, ByteOrder machine, Sink sink) throws IOException {
        for (long offset = 0; offset < numbers.byteSize(); offset += CHUNK) {
            MemorySegment chunk = numbers.asSlice(offset, Math.min(CHUNK, numbers.byteSize() - offset));
            if (machine == ByteOrder.BIG_ENDIAN) {
                chunk = MemorySegment.ofArray(new byte[(int) chunk.byteSize()]).copyFrom(chunk);
                ByteSwap.inPlace(chunk, unit);
            }
            sink.accept(chunk.asByteBuffer());
        }
    }

    /** A sink that writes to a channel. */
    static Sink into(WritableByteChannel channel) {
        return bytes -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        };
    }
}
