package lazuli.core.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import lazuli.core.fault.Faults;
import lazuli.core.recording.FlightRecording;
import org.jspecify.annotations.Nullable;

/**
 * Hands out buffers by size class and keeps released ones for the next request of their class, up to a bound and for as long as there
 * are requests. When the memory that Java objects hold has grown much since the last collection, or before failing, it asks the JVM to
 * find dead arrays. Safe for use by several threads.
 */
public final class Allocator {
    private static final long MEBIBYTE = 1L << 20;
    private static final long IDLE_MILLISECONDS = 10_000;

    /** More is an error of whoever asks: sums of a few sizes below it do not overflow. */
    private static final long MOST_BYTES = 1L << 62;

    /** Live memory may grow by so much before a collection whatever it costs; by more where there is more. */
    private static final long SMALLEST_GROWTH = 512 * MEBIBYTE;

    /** The same for the first one, which a program that takes so much can afford: it takes hundreds of megabytes of its start's garbage from the JVM. */
    private static final long FIRST_GROWTH = 128 * MEBIBYTE;

    /** On a heap that is mostly garbage of the program's start. */
    private static final long FIRST_COLLECTION_NANOSECONDS = 60_000_000;

    /** Less than the bounds of any machine that runs this. */
    private static final long SURELY_THERE = 256 * MEBIBYTE;

    private static final Allocator HOST = new Allocator(new SystemMemory(PhysicalMemory::bytes));

    private volatile MemorySource source;
    private final List<ArrayDeque<Block>> free = new ArrayList<>();
    private final CollectionPressure pressure;
    private final IdleTrim idleTrim;
    private final Buffer.Origin origin = this::recycle;
    private long active;
    private long peak;
    private long cached;
    private final Bound limit;
    private final Bound cacheLimit;
    private long requests;

    /** Bytes that Java objects hold. */
    private final AtomicLong held = new AtomicLong();

    /** Of a device's memory. */
    public Allocator(MemorySource source) {
        this(source, IDLE_MILLISECONDS);
    }

    /** With a source and after how long without a request the cache is emptied. */
    Allocator(MemorySource source, long idleMilliseconds) {
        this.source = source;
        limit = new Bound(SURELY_THERE, () -> source.physicalBytes() / 10 * 9);
        cacheLimit = new Bound(SURELY_THERE, () -> source.physicalBytes() / 4);
        idleTrim = new IdleTrim(idleMilliseconds, this::requests, this::clearCache);
        pressure = new CollectionPressure(
                12 * MEBIBYTE,
                FIRST_GROWTH,
                () -> Math.max(SMALLEST_GROWTH, source.physicalBytes() / 48),
                new JvmCollector(),
                this::held,
                FIRST_COLLECTION_NANOSECONDS);
    }

    /** The process' allocator of memory for the processor. */
    public static Allocator host() {
        return HOST;
    }

    /** What new memory comes from. */
    public MemorySource source() {
        return source;
    }

    /** From now on memory comes from another source, which the processor can read as well; that of the former one is not used again. */
    public void setSource(MemorySource unified) {
        synchronized (this) {
            source = unified;
        }
        clearCache();
    }

    /** Bytes that Java objects hold, and that wait for a collection or for somebody to close them. */
    long held() {
        return held.get();
    }

    void addHeld(long bytes) {
        held.addAndGet(bytes);
    }

    /**
     * At least {@code bytes} of uninitialized memory with one owner, for the processor.
     *
     * @throws OutOfMemoryException if the limit or the system does not allow it even after a collection
     */
    public Buffer allocate(long bytes) {
        return allocate(bytes, null);
    }

    /**
     * The same for a device's queue, which may use at once what it used before; null for the processor.
     *
     * @throws OutOfMemoryException if the limit or the source does not allow it even after a collection
     */
    public Buffer allocate(long bytes, @Nullable Object queue) {
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw failure(bytes);
        }
        int sizeClass = SizeClass.of(bytes);
        long size = SizeClass.bytes(sizeClass);
        ReferenceReaper.drain();
        if (Faults.failsAllocation()) {
            throw failure(bytes);
        }
        if (pressure.isDue(active(), size)) {
            pressure.relieve(this::active);
        }
        Block block = tryAllocate(sizeClass, size, queue);
        if (block == null) {
            pressure.collectAll(this::active);
            clearCache();
            block = tryAllocate(sizeClass, size, queue);
        }
        if (block == null && awaitUses()) {
            clearCache();
            block = tryAllocate(sizeClass, size, queue);
        }
        if (block == null) {
            throw failure(bytes);
        }
        return new Buffer(block, origin);
    }

    /** Waits for the work that uses cached memory; false if there is none. */
    private boolean awaitUses() {
        List<Use> uses = new ArrayList<>();
        synchronized (this) {
            free.forEach(blocks -> blocks.forEach(block -> uses.addAll(block.uses())));
        }
        uses.forEach(Use::await);
        return !uses.isEmpty();
    }

    /** To be told that an evaluation has come to its end. */
    public void evaluationEnded() {
        pressure.evaluationEnded();
    }

    /** To be called before a graph is written down: between two evaluations is the best time for a collection, if one is due. */
    public void relieve() {
        if (pressure.isDueBeforeGraph()) {
            pressure.relieve(this::active);
        }
    }

    /** Looks for dead objects because so many bytes need not be kept if they are found; false if that has not been done. */
    public boolean collectFor(long bytes) {
        return pressure.collectFor(bytes, this::active);
    }

    private synchronized OutOfMemoryException failure(long bytes) {
        return new OutOfMemoryException(bytes, active, cached, limit.bytes());
    }

    private @Nullable Block tryAllocate(int sizeClass, long size, @Nullable Object queue) {
        synchronized (this) {
            requests++;
            if (!limit.allows(active + size)) {
                return null;
            }
            Block cachedBlock = takeCached(sizeClass, queue);
            if (cachedBlock != null) {
                cached -= size;
                grow(size);
                return cachedBlock;
            }
            if (!limit.allows(active + cached + size)) {
                evict(active + cached + size - limit.bytes());
            }
            if (!limit.allows(active + cached + size)) {
                return null;
            }
            grow(size);
        }
        AllocationEvent event = FlightRecording.isPossible() ? new AllocationEvent() : null;
        if (event != null) {
            event.begin();
        }
        Block block = null;
        try {
            block = Block.of(source, size, this);
        } finally {
            if (block == null) {
                synchronized (this) {
                    active -= size;
                }
            }
        }
        if (event != null) {
            tell(event, size);
        }
        return block;
    }

    /** The block that came back last, most likely still in a cache, of those that the queue need not wait for; null if there is none. */
    private @Nullable Block takeCached(int sizeClass, @Nullable Object queue) {
        if (sizeClass >= free.size()) {
            return null;
        }
        ArrayDeque<Block> blocks = free.get(sizeClass);
        Block last = blocks.peek();
        if (last == null || last.isFreeFor(queue)) {
            return blocks.poll();
        }
        for (Block block : blocks) {
            if (block.isFreeFor(queue)) {
                blocks.remove(block);
                return block;
            }
        }
        return null;
    }

    private void tell(AllocationEvent event, long size) {
        event.end();
        if (event.shouldCommit()) {
            event.bytes = size;
            event.active = active();
            event.cached = cached();
            event.commit();
        }
    }

    private void grow(long size) {
        active += size;
        peak = Math.max(peak, active);
    }

    private void recycle(Block block) {
        boolean isCached = false;
        long size = block.bytes();
        synchronized (this) {
            active -= size;
            // What is in use cannot be given back yet.
            if (block.isOf(source) && (cacheLimit.allows(cached + size) || !block.isFreeFor(null))) {
                int sizeClass = SizeClass.of(size);
                while (free.size() <= sizeClass) {
                    free.add(new ArrayDeque<>(0));
                }
                free.get(sizeClass).push(block);
                cached += size;
                isCached = true;
            }
        }
        if (isCached) {
            idleTrim.cached();
        } else {
            block.free();
        }
    }

    /** Frees cached memory that nothing uses, the largest blocks first, until {@code excess} bytes are gone or none is left. */
    private void evict(long excess) {
        long left = excess;
        for (int i = free.size() - 1; i >= 0 && left > 0; i--) {
            Iterator<Block> blocks = free.get(i).iterator();
            while (left > 0 && blocks.hasNext()) {
                Block block = blocks.next();
                if (block.isFreeFor(null)) {
                    blocks.remove();
                    block.free();
                    cached -= block.bytes();
                    left -= block.bytes();
                }
            }
        }
    }

    private synchronized long requests() {
        return requests;
    }

    /** Bytes of all live buffers. */
    public synchronized long active() {
        return active;
    }

    /** The most {@link #active} has been since the start or {@link #resetPeak}. */
    public synchronized long peak() {
        return peak;
    }

    /** Sets the peak to what is active now. */
    public synchronized void resetPeak() {
        peak = active;
    }

    /** Bytes kept for reuse. */
    public synchronized long cached() {
        return cached;
    }

    /** Gives all cached memory back to the system. */
    public synchronized void clearCache() {
        evict(cached);
    }

    /** Releases what the collector has found dead, gives all cached memory back and ends the thread that would do so later. */
    public void shutdown() {
        ReferenceReaper.drain();
        awaitUses();
        clearCache();
        IdleTrim.end();
    }

    /** Sets the most that may be active and cached together; returns the former limit. */
    public synchronized long setLimit(long bytes) {
        return limit.set(bytes);
    }

    /** Sets the most that may be cached; returns the former limit. */
    public synchronized long setCacheLimit(long bytes) {
        long former = cacheLimit.set(bytes);
        if (cached > bytes) {
            evict(cached - bytes);
        }
        return former;
    }
}
