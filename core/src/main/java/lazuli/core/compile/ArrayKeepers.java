package lazuli.core.compile;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import lazuli.core.Array;

/**
 * All objects alive that keep arrays between calls. A trace looks at them before and after it has run a function: what the function has put
 * there is part of the trace, has no value, and must not stay. Nobody is kept alive by being registered.
 */
public final class ArrayKeepers {
    private static final Set<Registration<?>> LIVE = ConcurrentHashMap.newKeySet();
    private static final ReferenceQueue<Object> DEAD = new ReferenceQueue<>();

    private static final class Registration<T> extends WeakReference<T> {
        private final ArrayKeeper<T> access;

        Registration(T owner, ArrayKeeper<T> access) {
            super(owner, DEAD);
            this.access = access;
        }
    }

    private ArrayKeepers() {}

    /** To be called once for each object that keeps arrays, when it is made. */
    public static <T> void register(T owner, ArrayKeeper<T> access) {
        forgetDead();
        LIVE.add(new Registration<>(owner, access));
    }

    private static void forgetDead() {
        for (Object dead = DEAD.poll(); dead != null; dead = DEAD.poll()) {
            LIVE.remove(dead);
        }
    }

    /** What all of them keep now. */
    static Kept now() {
        forgetDead();
        List<Held<?>> held = new ArrayList<>();
        for (Registration<?> registration : LIVE) {
            add(registration, held);
        }
        return new Kept(held);
    }

    /** All of them, for a message that tells what something is part of. */
    public static List<Object> owners() {
        List<Object> owners = new ArrayList<>();
        for (Registration<?> registration : LIVE) {
            Object owner = registration.get();
            if (owner != null) {
                owners.add(owner);
            }
        }
        return owners;
    }

    private static <T> void add(Registration<T> registration, List<Held<?>> held) {
        T owner = registration.get();
        if (owner != null) {
            held.add(new Held<>(
                    owner,
                    registration.access,
                    arrays(owner, registration.access),
                    registration.access.remembered(owner)));
        }
    }

    private static <T> Map<String, Array> arrays(T owner, ArrayKeeper<T> access) {
        try {
            return access.arrays(owner);
        } catch (ConcurrentModificationException changing) {
            // Another thread is using it, so this one is not: a module or optimizer is used by one thread at a time.
            return Map.of();
        }
    }

    private record Held<T>(T owner, ArrayKeeper<T> access, Map<String, Array> before, Runnable others) {
        /** Adds the paths of arrays of a kind that were not there before. */
        void find(Predicate<Array> isOfKind, List<Found<?>> found) {
            arrays(owner, access).forEach((path, array) -> {
                if (isOfKind.test(array) && before.get(path) != array) {
                    found.add(new Found<>(this, path, array));
                }
            });
        }
    }

    private record Found<T>(Held<T> held, String path, Array array) {
        void putBack() {
            held.access().putBack(held.owner(), path, held.before().get(path));
            held.others().run();
        }

        Change change(List<Object> owners) {
            boolean isNew = !held.before().containsKey(path);
            return new Change(held.access().name(held.owner(), path, owners), array, isNew);
        }
    }

    /**
     * An array that has been put where another one was, or none.
     *
     * @param name of the place, for messages
     * @param isNew whether there was none
     */
    record Change(String name, Array array, boolean isNew) {}

    /** What was kept at a moment. */
    record Kept(List<Held<?>> held) {
        /**
         * Puts back what was there before in place of all arrays of a kind, the last ones of an object first.
         *
         * @return what they were
         */
        List<Change> putBack(Predicate<Array> isOfKind) {
            List<Found<?>> found = new ArrayList<>();
            held.forEach(one -> one.find(isOfKind, found));
            List<Object> owners = new ArrayList<>();
            held.forEach(one -> owners.add(one.owner()));
            List<Change> changes = new ArrayList<>();
            for (Found<?> one : found.reversed()) {
                changes.add(one.change(owners));
                one.putBack();
            }
            return changes;
        }
    }
}
