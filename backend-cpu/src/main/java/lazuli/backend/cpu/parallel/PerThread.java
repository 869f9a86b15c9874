package lazuli.backend.cpu.parallel;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/**
 * Room to work in, one for each thread that asks. Kernels may run on threads of the program's own, which may live longer than it needs this library: such a
 * thread refers to it weakly, or the library's classes could never be unloaded.
 */
public final class PerThread<T> {
    private static final Reference<?> NOTHING = new WeakReference<>(null);

    private final Supplier<T> make;

    @SuppressWarnings("unchecked") // it refers to nothing
    private final ThreadLocal<Reference<T>> rooms = ThreadLocal.withInitial(() -> (Reference<T>) NOTHING);

    /** Rooms that are made when a thread asks for the first time. */
    public PerThread(Supplier<T> make) {
        this.make = make;
    }

    /** The calling thread's, with what it was left with or a new one. */
    public T get() {
        T room = rooms.get().get();
        if (room == null) {
            room = make.get();
            rooms.set(new WeakReference<>(room));
        }
        return room;
    }
}
