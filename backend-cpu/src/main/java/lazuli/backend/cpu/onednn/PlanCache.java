package lazuli.backend.cpu.onednn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plans that were used last, by key. Safe for all threads; a lookup allocates nothing.
 *
 * @param <K> tells an operation's shapes by value
 */
final class PlanCache<K, P extends Plan> {
    private static final int CAPACITY = 512;

    private final int capacity;
    private final Function<K, P> maker;
    private final LinkedHashMap<K, P> plans = new LinkedHashMap<>(16, 0.75f, true);

    PlanCache(Function<K, P> maker) {
        this(CAPACITY, maker);
    }

    PlanCache(int capacity, Function<K, P> maker) {
        this.capacity = capacity;
        this.maker = maker;
    }

    /**
     * The plan for {@code key}, made if need be, and locked for the calling thread, which must unlock it.
     *
     * @throws OneDnnException if the plan cannot be made
     */
    P lock(K key) {
        while (true) {
            P plan = find(key);
            plan.lock();
            if (plan.isOpen()) {
                return plan;
            }
            plan.unlock(); // another thread's plan took its place between the two lines above
        }
    }

    /** Closes all plans once nobody uses them. */
    void clear() {
        List<P> all;
        synchronized (plans) {
            all = List.copyOf(plans.values());
            plans.clear();
        }
        all.forEach(Plan::close);
    }

    int size() {
        synchronized (plans) {
            return plans.size();
        }
    }

    private P find(K key) {
        P plan;
        P evicted = null;
        synchronized (plans) {
            plan = plans.get(key);
            if (plan == null) {
                plan = maker.apply(key);
                plans.put(key, plan);
                evicted = removeEldest();
            }
        }
        if (evicted != null) {
            evicted.close();
        }
        return plan;
    }

    private @Nullable P removeEldest() {
        if (plans.size() <= capacity) {
            return null;
        }
        Map.Entry<K, P> eldest = plans.firstEntry();
        plans.remove(eldest.getKey());
        return eldest.getValue();
    }
}
