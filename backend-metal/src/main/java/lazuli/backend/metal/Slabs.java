package lazuli.backend.metal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import lazuli.core.memory.MemorySource.Place;
import org.jspecify.annotations.Nullable;

/** Buffers that are cut into parts of one size. */
final class Slabs {
    private static final long BYTES = 1 << 20;

    private final MetalMemory memory;
    private final long part;

    /** Those that have parts left. */
    private final ArrayDeque<Slab> open = new ArrayDeque<>();

    /** By the buffer's address. */
    private final Map<Long, Slab> all = new HashMap<>();

    Slabs(MetalMemory memory, long part) {
        this.memory = memory;
        this.part = part;
    }

    /** One buffer. */
    private static final class Slab {
        private final Place whole;
        private final ArrayDeque<Place> free = new ArrayDeque<>();
        private final int parts;

        Slab(Place whole, long part) {
            this.whole = whole;
            this.parts = (int) (BYTES / part);
            for (int i = 0; i < parts; i++) {
                long offset = i * part;
                free.add(new Place(Handle.of(whole.handle(), offset), whole.address() + offset));
            }
        }
    }

    @Nullable
    Place allocate() {
        Slab slab = open.peek();
        if (slab == null) {
            Place whole = memory.allocateWhole(BYTES);
            if (whole == null) {
                return null;
            }
            slab = new Slab(whole, part);
            all.put(whole.handle(), slab);
            open.add(slab);
        }
        Place place = slab.free.remove();
        if (slab.free.isEmpty()) {
            open.remove();
        }
        return place;
    }

    void free(Place place) {
        Slab slab = all.get(Handle.buffer(place.handle()));
        if (slab == null) {
            throw new IllegalStateException("[metal] a block of no slab");
        }
        if (slab.free.isEmpty()) {
            open.add(slab);
        }
        slab.free.push(place);
        if (slab.free.size() == slab.parts) {
            open.remove(slab);
            all.remove(slab.whole.handle());
            memory.freeWhole(slab.whole);
        }
    }
}
