package lazuli.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A GPU that shares its memory provides the processor's from then on. */
class AllocatorSourceTest {
    /** Counts what it has given and not got back. */
    private static final class Counting implements MemorySource {
        private final long first;
        private long given;
        private int out;

        Counting(long first) {
            this.first = first;
        }

        @Override
        public MemorySpace space() {
            return MemorySpace.UNIFIED;
        }

        @Override
        public long physicalBytes() {
            return 1L << 32;
        }

        @Override
        public Place allocate(long bytes) {
            out++;
            long place = first + given;
            given += bytes;
            return new Place(place, place);
        }

        @Override
        public void free(Place place, long bytes) {
            out--;
        }
    }

    @Test
    void nothingOfTheFormerSourceIsHandedOutAgain() {
        Counting former = new Counting(1L << 40);
        Counting latter = new Counting(1L << 41);
        Allocator allocator = new Allocator(former);
        Buffer kept = allocator.allocate(1000);
        allocator.allocate(1000).release();
        assertEquals(2, former.out);
        allocator.setSource(latter);
        assertEquals(1, former.out);
        kept.release();
        assertEquals(0, former.out);
        assertEquals(0, allocator.cached());
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Buffer buffer = allocator.allocate(1000);
            assertTrue(buffer.isOf(latter), () -> "a block of the former source");
            buffers.add(buffer);
        }
        buffers.forEach(Buffer::release);
        assertEquals(10, latter.out);
    }
}
