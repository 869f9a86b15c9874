package lazuli.backend.cpu.elementwise;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import lazuli.core.backend.ElementwiseProgram;
import org.jspecify.annotations.Nullable;

/** The plans of programs seen lately. Bounded; safe for use by several threads. */
final class Plans {
    private static final int CAPACITY = 4096;

    /** A power of two. */
    private static final int FRONT_CAPACITY = 1024;

    private record Key(ElementwiseProgram program, boolean overlapping) {}

    private record Entry(ElementwiseProgram program, boolean overlapping, Plan plan) {}

    private static final ConcurrentHashMap<Key, Plan> PLANS = new ConcurrentHashMap<>();

    /** By identity, for the usual case of a program object that runs again and again: equality of programs takes long to decide. */
    private static final AtomicReferenceArray<@Nullable Entry> FRONT = new AtomicReferenceArray<>(FRONT_CAPACITY);

    private Plans() {}

    @SuppressWarnings("ReferenceEquality") // the point of the front cache
    static Plan of(ElementwiseProgram program, boolean overlapping) {
        int index = System.identityHashCode(program) & (FRONT_CAPACITY - 1);
        Entry entry = FRONT.getPlain(index);
        if (entry != null && entry.program() == program && entry.overlapping() == overlapping) {
            return entry.plan();
        }
        Plan plan = byEquality(program, overlapping);
        FRONT.setRelease(index, new Entry(program, overlapping, plan));
        return plan;
    }

    private static Plan byEquality(ElementwiseProgram program, boolean overlapping) {
        Key key = new Key(program, overlapping);
        Plan plan = PLANS.get(key);
        if (plan == null) {
            plan = Planner.plan(program, overlapping);
            if (PLANS.size() >= CAPACITY) {
                PLANS.clear();
            }
            PLANS.put(key, plan);
        }
        return plan;
    }
}
