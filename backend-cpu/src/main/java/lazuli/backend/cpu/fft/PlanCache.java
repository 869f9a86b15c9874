package lazuli.backend.cpu.fft;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The plans of the lengths used last, as many as fit. Safe for all threads. */
final class PlanCache<P extends Plan> {
    private static final long CAPACITY = 64L << 20;

    private final IntFunction<P> maker;
    private final Map<Integer, P> plans = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    PlanCache(IntFunction<P> maker) {
        this.maker = maker;
    }

    /** The plan for a length, made outside the lock: two threads may make the same one. */
    P get(int length) {
        P known = find(length);
        if (known != null) {
            return known;
        }
        P made = maker.apply(length);
        keep(length, made);
        return made;
    }

    private synchronized @Nullable P find(int length) {
        return plans.get(length);
    }

    private synchronized void keep(int length, P plan) {
        if (plan.bytes() > CAPACITY || plans.putIfAbsent(length, plan) != null) {
            return;
        }
        bytes += plan.bytes();
        Iterator<P> oldest = plans.values().iterator();
        while (bytes > CAPACITY) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
