package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import lazuli.backend.cpu.nativelibrary.NativeLibrary;
import lazuli.backend.cpu.parallel.ThreadLimit;
import lazuli.backend.cpu.parallel.ThreadTrial;
import lazuli.backend.cpu.settings.Settings;
import lazuli.core.backend.Notices;
import lazuli.core.memory.CLibrary;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/**
 * The threads of OpenMP's parallel regions, which each thread that calls the library has for itself. GNU's runtime ends the process if the system
 * gives it none: so as many are tried first. The first thread to call says how many all have, fewer if need be, for plans and packed
 * weights depend on the number; another that cannot have as many does without the library for a while. More are tried than are
 * taken, since other programs and the JVM want some too.
 *
 * <p>A team ends some of its threads when the library uses fewer, and starts them again later. Where a narrow limit is set they might not be
 * there any more: teams are of two then, which never end one.
 */
final class OpenMpThreads {
    private static final long NEXT_TRIAL_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    /** Left to others in each trial. */
    private static final int SPARE = 4;

    /** A limit that a program with a few dozen streams comes close to. */
    private static final long NARROW = 256;

    /** Known once a thread has called. */
    private static volatile @Nullable Team team;

    /** Whether the thread has its own ones ({@link #THERE}), or when it has tried in vain. A JDK type, for the values of users' threads outlive class loaders. */
    private static final ThreadLocal<long[]> OF_THREAD = ThreadLocal.withInitial(() -> new long[2]);

    private static final int STATE = 0;
    private static final int TIME = 1;
    private static final long THERE = 1;
    private static final long IN_VAIN = 2;

    private OpenMpThreads() {}

    /** Whether the current thread may call the library. */
    static boolean areThere() {
        long[] own = OF_THREAD.get();
        return own[STATE] == THERE || tryAgain(own);
    }

    private static boolean tryAgain(long[] own) {
        long now = System.nanoTime();
        if (own[STATE] == IN_VAIN && now - own[TIME] < NEXT_TRIAL_NANOSECONDS) {
            return false;
        }
        boolean joined = LibraryThread.whileNoOtherStarts(OpenMpThreads::join);
        own[STATE] = joined ? THERE : IN_VAIN;
        own[TIME] = now;
        return joined;
    }

    /** What one thread tries is not there for another. */
    private static boolean join() {
        Team known = team;
        if (known == null) {
            known = Team.first();
            team = known;
        } else if (possible(known.size) < known.size) {
            return false;
        }
        known.start();
        return true;
    }

    /** How many of so many threads, the caller's included, can be taken. */
    private static int possible(int size) {
        if (size == 1) {
            return 1;
        }
        int tried = 2 * (size - 1) + SPARE;
        return 1 + Math.min(size - 1, Math.max(0, ThreadTrial.count(tried) - SPARE) / 2);
    }

    private static boolean isNarrow(OptionalLong limit, int size) {
        return limit.isPresent() && limit.getAsLong() < NARROW + 8L * size;
    }

    /** A number of threads, the caller's included, and the functions that set it. */
    private static final class Team {
        private final int size;
        private final Optional<MethodHandle> setSize;
        private final Optional<MethodHandle> region;

        private Team(int size, Optional<MethodHandle> setSize, Optional<MethodHandle> region) {
            this.size = size;
            this.setSize = setSize;
            this.region = region;
        }

        static Team first() {
            if (!(OneDnnLibrary.library() instanceof NativeLibrary.Loaded loaded)) {
                return new Team(1, Optional.empty(), Optional.empty());
            }
            SymbolLookup symbols = loaded.symbols();
            Optional<MethodHandle> most = find(symbols, "omp_get_max_threads", FunctionDescriptor.of(JAVA_INT));
            return new Team(
                    most.map(Team::sizeOf).orElse(1),
                    find(symbols, "omp_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)),
                    find(
                            symbols,
                            "GOMP_parallel",
                            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT)));
        }

        private static Optional<MethodHandle> find(SymbolLookup symbols, String name, FunctionDescriptor type) {
            return symbols.find(name).map(symbol -> Linker.nativeLinker().downcallHandle(symbol, type));
        }

        private static int sizeOf(MethodHandle most) {
            int wanted;
            try {
                wanted = Math.min((int) most.invokeExact(), Settings.MOST_THREADS);
            } catch (Throwable e) {
                throw OneDnnLibrary.unexpected(e);
            }
            int taken = OpenMpThreads.possible(isNarrow(ThreadLimit.smallest(), wanted) ? Math.min(2, wanted) : wanted);
            if (taken < wanted) {
                Notices.tell(
                        "lazuli.backend.cpu",
                        "oneDNN runs on %d threads, not on %d: the system gives no more, or few in all"
                                .formatted(taken, wanted));
            }
            return taken;
        }

        /** Has the runtime start the current thread's others while they are there. */
        void start() {
            try {
                if (setSize.isPresent()) {
                    setSize.get().invokeExact(size);
                }
                Optional<MemorySegment> nothing = CLibrary.find("free");
                if (size > 1 && region.isPresent() && nothing.isPresent()) {
                    // Each calls free(null), which does nothing.
                    region.get().invokeExact(nothing.get().address(), 0L, size, 0);
                }
            } catch (Throwable e) {
                throw OneDnnLibrary.unexpected(e);
            }
        }
    }
}
