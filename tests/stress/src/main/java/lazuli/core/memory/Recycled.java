package lazuli.core.memory;

import java.util.concurrent.atomic.AtomicInteger;

/** A buffer of nobody's memory, and how often it was given back. */
final class Recycled implements Buffer.Origin {
    final AtomicInteger times = new AtomicInteger();
    final Buffer buffer = new Buffer(64, 64, this);

    @Override
    public void recycle(long address, long capacity) {
        times.incrementAndGet();
    }
}
