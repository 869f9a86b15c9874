package lazuli.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    private static volatile boolean isThere;

    /** Whether accesses outside of buffers are to end the process; see {@link GuardedMemory}. */
    private static final boolean GUARDED = Boolean.getBoolean("lazuli.memory.guard");

    private SystemMemory() {}

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

    private static void find() {
        for (String function : List.of(ALLOCATE, FREE)) {
            if (CLibrary.find(function).isEmpty()) {
                throw new IllegalStateException(
                        "[memory] the C library's %s cannot be found now, as when no file descriptor is free; try again"
                                .formatted(function));
            }
        }
        isThere = true;
    }

    /** Uninitialized memory of {@code bytes}, a multiple of 64, on a cache line's or huge page's boundary; 0 if there is none. */
    static long allocate(long bytes) {
        if (GUARDED) {
            return GuardedMemory.allocate(bytes);
        }
        if (!isThere) {
            find();
        }
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
        if (GUARDED) {
            GuardedMemory.free(address);
            return;
        }
        try {
            Functions.FREE.invokeExact(address);
        } catch (Throwable failure) {
            throw new LinkageError("free", failure);
        }
    }
}
