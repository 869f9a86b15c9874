package lazuli.core.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import lazuli.core.fault.Faults;
import lazuli.core.recording.FlightRecording;

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

    private static final Allocator INSTANCE = new Allocator(PhysicalMemory::bytes, IDLE_MILLISECONDS);

    private final List<Addresses> free = new ArrayList<>();
    private final CollectionPressure pressure;
    private final IdleTrim idleTrim;
    private final Buffer.Origin origin = this::recycle;
    private long active;
    private long peak;
    private long cached;
    private final Bound limit;
    private final Bound cacheLimit;
    private long requests;

    /** With memory and after how long without a request the cache is emptied. */
    Allocator(LongSupplier physical, long idleMilliseconds) {
        limit = new Bound(SURELY_THERE, () -> physical.getAsLong() / 10 * 9);
        cacheLimit = new Bound(SURELY_THERE, () -> physical.getAsLong() / 4);
        idleTrim = new IdleTrim(idleMilliseconds, this::requests, this::clearCache);
        pressure = new CollectionPressure(
                12 * MEBIBYTE,
                FIRST_GROWTH,
                () -> Math.max(SMALLEST_GROWTH, physical.getAsLong() / 48),
                new JvmCollector(),
                DeadHandles::held,
                FIRST_COLLECTION_NANOSECONDS);
    }

    /** The process' allocator of CPU memory. */
    public static Allocator instance() {
        return INSTANCE;
    }

    /**
     * At least {@code bytes} of uninitialized memory with one owner.
     *
     * @throws OutOfMemoryException if the limit or the system does not allow it even after a collection
     */
    public Buffer allocate(long bytes) {
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw failure(bytes);
        }
        int sizeClass = SizeClass.of(bytes);
        long size = SizeClass.bytes(sizeClass);
        DeadHandles.drain();
        if (Faults.failsAllocation()) {
            throw failure(bytes);
        }
        if (pressure.isDue(active(), size)) {
            pressure.relieve(this::active);
        }
        long address = tryAllocate(sizeClass, size);
        if (address == 0) {
            pressure.collectAll(this::active);
            clearCache();
            address = tryAllocate(sizeClass, size);
        }
        if (address == 0) {
            throw failure(bytes);
        }
        return new Buffer(address, size, origin);
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

    private long tryAllocate(int sizeClass, long size) {
        synchronized (this) {
            requests++;
            if (!limit.allows(active + size)) {
                return 0;
            }
            if (sizeClass < free.size() && !free.get(sizeClass).isEmpty()) {
                cached -= size;
                grow(size);
                return free.get(sizeClass).pop();
            }
            if (!limit.allows(active + cached + size)) {
                evict(active + cached + size - limit.bytes());
            }
            grow(size);
        }
        AllocationEvent event = FlightRecording.isPossible() ? new AllocationEvent() : null;
        if (event != null) {
            event.begin();
        }
        long address = 0;
        try {
            address = SystemMemory.allocate(size);
        } finally {
            if (address == 0) {
                synchronized (this) {
                    active -= size;
                }
            }
        }
        if (event != null) {
            tell(event, size);
        }
        return address;
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

    private void recycle(long address, long size) {
        boolean isCached = false;
        synchronized (this) {
            active -= size;
            if (cacheLimit.allows(cached + size)) {
                int sizeClass = SizeClass.of(size);
                while (free.size() <= sizeClass) {
                    free.add(new Addresses());
                }
                free.get(sizeClass).push(address);
                cached += size;
                isCached = true;
            }
        }
        if (isCached) {
            idleTrim.cached();
        } else {
            SystemMemory.free(address, size);
        }
    }

    /** Frees cached memory, the largest buffers first, until {@code excess} bytes are gone or none is left. */
    private void evict(long excess) {
        long left = excess;
        for (int i = free.size() - 1; i >= 0 && left > 0; i--) {
            while (left > 0 && !free.get(i).isEmpty()) {
                SystemMemory.free(free.get(i).pop(), SizeClass.bytes(i));
                cached -= SizeClass.bytes(i);
                left -= SizeClass.bytes(i);
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
        DeadHandles.drain();
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
