package lazuli.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
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
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();
    private static final MethodHandle ALLOCATE = function(
            WINDOWS ? "_aligned_malloc" : "aligned_alloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE =
            function(WINDOWS ? "_aligned_free" : "free", FunctionDescriptor.ofVoid(JAVA_LONG));
    private static final Optional<MethodHandle> ADVISE = SYMBOLS.find("madvise")
            .map(symbol ->
                    LINKER.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT)));

    /** Whether accesses outside of buffers are to end the process; see {@link GuardedMemory}. */
    private static final boolean GUARDED = Boolean.getBoolean("lazuli.memory.guard");

    private SystemMemory() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), descriptor);
    }

    /** Uninitialized memory of {@code bytes}, a multiple of 64, on a cache line's or huge page's boundary; 0 if there is none. */
    static long allocate(long bytes) {
        if (GUARDED) {
            return GuardedMemory.allocate(bytes);
        }
        long alignment = bytes >= HUGE_PAGE ? HUGE_PAGE : CACHE_LINE;
        long rounded = (bytes + alignment - 1) / alignment * alignment;
        try {
            long address = WINDOWS
                    ? (long) ALLOCATE.invokeExact(rounded, alignment)
                    : (long) ALLOCATE.invokeExact(alignment, rounded);
            if (alignment == HUGE_PAGE && address != 0 && ADVISE.isPresent()) {
                // Fresh pages cost more than the arithmetic on them; 2 MiB pages cost far less. A refusal does no harm.
                int ignored = (int) ADVISE.get().invokeExact(address, rounded, ADVISE_HUGE_PAGES);
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
            FREE.invokeExact(address);
        } catch (Throwable failure) {
            throw new LinkageError("free", failure);
        }
    }
}
