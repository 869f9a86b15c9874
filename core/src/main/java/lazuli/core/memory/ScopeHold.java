package lazuli.core.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps arenas open while kernels read their memory by address. Java keeps an arena open only during a native call that is given one of its
 * segments; whoever closes it meanwhile gets an {@link IllegalStateException}. So the work is done inside such a call: the C library's
 * {@code bsearch} calls it as its comparison, once, for it looks at one element.
 */
public final class ScopeHold {
    /** The work that is to be called back on this thread. */
    private static final ThreadLocal<@Nullable Work<?>> CURRENT = new ThreadLocal<>();

    private ScopeHold() {}

    /** Linked at the first use: most programs wrap no memory. */
    private static final class Functions {
        static final MethodHandle SEARCH = Linker.nativeLinker()
                .downcallHandle(
                        CLibrary.find("bsearch").orElseThrow(),
                        FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
        static final MemorySegment COMPARE = compare();

        private static MemorySegment compare() {
            try {
                MethodHandle run = MethodHandles.lookup()
                        .findStatic(
                                ScopeHold.class,
                                "run",
                                MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
                return Linker.nativeLinker()
                        .upcallStub(run, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), Arena.global());
            } catch (ReflectiveOperationException failure) {
                throw new ExceptionInInitializerError(failure);
            }
        }
    }

    /** What to do, and how it ended: nothing may be thrown through C. */
    private static final class Work<T> {
        private final Supplier<T> body;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Work(Supplier<T> body) {
            this.body = body;
        }

        void run() {
            try {
                result = body.get();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        T outcome() {
            T value = result;
            if (value != null) {
                return value;
            }
            switch (failure) {
                case null -> throw new IllegalStateException("bsearch compared nothing");
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /**
     * Does work while all arenas of the segments stay open.
     *
     * @throws IllegalStateException if one is closed, before any work is done
     */
    public static <T> T during(List<MemorySegment> segments, Supplier<T> body) {
        List<MemorySegment> scopes = new ArrayList<>(segments.size());
        for (MemorySegment segment : segments) {
            if (scopes.stream().noneMatch(known -> known.scope().equals(segment.scope()))) {
                scopes.add(segment);
            }
        }
        return hold(scopes, body);
    }

    /** Holds two arenas a call. */
    private static <T> T hold(List<MemorySegment> scopes, Supplier<T> body) {
        if (scopes.isEmpty()) {
            return body.get();
        }
        int held = Math.min(2, scopes.size());
        List<MemorySegment> rest = scopes.subList(held, scopes.size());
        return call(scopes.getFirst(), scopes.get(held - 1), rest.isEmpty() ? body : () -> hold(rest, body));
    }

    private static <T> T call(MemorySegment first, MemorySegment second, Supplier<T> body) {
        Work<?> outer = CURRENT.get();
        Work<T> work = new Work<>(body);
        CURRENT.set(work);
        try {
            MemorySegment ignored =
                    (MemorySegment) Functions.SEARCH.invokeExact(first, second, 1L, 1L, Functions.COMPARE);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new LinkageError("bsearch", impossible);
        } finally {
            CURRENT.set(outer);
        }
        return work.outcome();
    }

    /** Called by C, which is told that it has found what it looks for. An exception that left this method would end the JVM. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name; a comparison has two arguments
    private static int run(MemorySegment key, MemorySegment element) {
        try {
            Work<?> work = CURRENT.get();
            if (work != null) {
                work.run();
            }
            return 0;
        } catch (Throwable late) {
            // Such as a stack overflow while a failure was noted.
            return 0;
        }
    }
}
