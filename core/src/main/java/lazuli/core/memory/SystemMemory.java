package lazuli.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/**
 * The C library's aligned allocation. {@link java.lang.foreign.Arena} is not used: it zeroes what it gives and its shared form
 * stops all threads at each release. Pointers travel as {@code long}, as every supported calling convention allows: it is quicker, and takes the JVM less
 * time to prepare.
 */
final class SystemMemory {
    private static final long CACHE_LINE = 64;
    private static final long HUGE_PAGE = 2L << 20;
    private static final int ADVISE_HUGE_PAGES = 14;

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final String ALLOCATE = WINDOWS ? "_aligned_malloc" : "aligned_alloc";
    private static final String FREE = WINDOWS ? "_aligned_free" : "free";

    /** Whether accesses outside of buffers are to end the process; see {@link GuardedMemory}. */
    private static final String GUARD = "lazuli.memory.guard";

    /** Null until it is known which, and that it can be had. */
    private static volatile @Nullable Source source;

    private SystemMemory() {}

    private enum Source {
        SYSTEM,
        GUARDED
    }

    /** Linked once they have been found: a class whose initialization fails is lost for the rest of the process. */
    private static final class Functions {
        private static final Linker LINKER = Linker.nativeLinker();
        static final MethodHandle ALLOCATE =
                function(SystemMemory.ALLOCATE, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        static final MethodHandle FREE = function(SystemMemory.FREE, FunctionDescriptor.ofVoid(JAVA_LONG));
        static final Optional<MethodHandle> ADVISE = CLibrary.find("madvise")
                .map(symbol ->
                        LINKER.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT)));

        private static MethodHandle function(String name, FunctionDescriptor descriptor) {
            return LINKER.downcallHandle(CLibrary.find(name).orElseThrow(), descriptor);
        }
    }

    private static Source source() {
        Source known = source;
        if (known == null) {
            known = LibraryThread.call(SystemMemory::find);
            source = known;
        }
        return known;
    }

    private static Source find() {
        boolean guarded = isGuarded();
        for (String function : guarded ? GuardedMemory.FUNCTIONS : List.of(ALLOCATE, FREE)) {
            if (CLibrary.find(function).isEmpty()) {
                throw new IllegalStateException(
                        "[memory] the C library's %s cannot be found now, as when no file descriptor is free; try again"
                                .formatted(function));
            }
        }
        // Linked here, where the stack is large enough for it: what fails in a class' initialization is lost for the
        // rest of the process.
        if (guarded) {
            GuardedMemory.free(GuardedMemory.allocate(CACHE_LINE));
        } else {
            freeToSystem(allocateFromSystem(CACHE_LINE));
        }
        return guarded ? Source.GUARDED : Source.SYSTEM;
    }

    private static boolean isGuarded() {
        String word = System.getProperty(GUARD, "false").strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalStateException(
                        "[memory] %s is %s; it may be true or false, and no memory is given until it is"
                                .formatted(GUARD, word));
        };
    }

    /** Uninitialized memory of {@code bytes}, a multiple of 64, on a cache line's or huge page's boundary; 0 if there is none. */
    static long allocate(long bytes) {
        return switch (source()) {
            case SYSTEM -> allocateFromSystem(bytes);
            case GUARDED -> GuardedMemory.allocate(bytes);
        };
    }

    private static long allocateFromSystem(long bytes) {
        long alignment = bytes >= HUGE_PAGE ? HUGE_PAGE : CACHE_LINE;
        long rounded = (bytes + alignment - 1) / alignment * alignment;
        try {
            long address = WINDOWS
                    ? (long) Functions.ALLOCATE.invokeExact(rounded, alignment)
                    : (long) Functions.ALLOCATE.invokeExact(alignment, rounded);
            if (alignment == HUGE_PAGE && address != 0 && Functions.ADVISE.isPresent()) {
                // Fresh pages cost more than the arithmetic on them; 2 MiB pages cost far less. A refusal does no harm.
                int ignored = (int) Functions.ADVISE.get().invokeExact(address, rounded, ADVISE_HUGE_PAGES);
            }
            return address;
        } catch (Throwable failure) {
            throw new LinkageError("aligned allocation of " + bytes + " bytes", failure);
        }
    }

    static void free(long address) {
        switch (source()) {
            case SYSTEM -> freeToSystem(address);
            case GUARDED -> GuardedMemory.free(address);
        }
    }

    private static void freeToSystem(long address) {
        try {
            Functions.FREE.invokeExact(address);
        } catch (Throwable failure) {
            throw new LinkageError("free", failure);
        }
    }
}
