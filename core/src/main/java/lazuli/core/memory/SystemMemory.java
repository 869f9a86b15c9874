package lazuli.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/**
 * Memory of the process: small blocks from the C library's aligned allocation, large ones from the kernel. {@link java.lang.foreign.Arena} is
 * not used: it zeroes what it gives and its shared form stops all threads at each release. Pointers travel as {@code long}, as every supported
 * calling convention allows: it is quicker, and takes the JVM less time to prepare.
 */
final class SystemMemory implements MemorySource {
    private static final long CACHE_LINE = 64;

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final String ALLOCATE = WINDOWS ? "_aligned_malloc" : "aligned_alloc";
    private static final String FREE = WINDOWS ? "_aligned_free" : "free";

    /** Whether accesses outside of buffers are to end the process; see {@link GuardedMemory}. */
    private static final String GUARD = "lazuli.memory.guard";

    /** Null until it is known which, and that it can be had. */
    private static volatile @Nullable Source source;

    private final LongSupplier physical;

    /** Of so many bytes. */
    SystemMemory(LongSupplier physical) {
        this.physical = physical;
    }

    @Override
    public MemorySpace space() {
        return MemorySpace.HOST;
    }

    @Override
    public long physicalBytes() {
        return physical.getAsLong();
    }

    @Override
    public @Nullable Place allocate(long bytes) {
        long address = source().allocate(bytes);
        return address == 0 ? null : new Place(address, address);
    }

    @Override
    public void free(Place place, long bytes) {
        source().free(place.address(), bytes);
    }

    private enum Source {
        /** Windows has no other. */
        C_LIBRARY,
        C_LIBRARY_AND_KERNEL,
        GUARDED;

        long allocate(long bytes) {
            return switch (this) {
                case C_LIBRARY -> fromLibrary(bytes);
                case C_LIBRARY_AND_KERNEL -> isLarge(bytes) ? MappedMemory.allocate(bytes) : fromLibrary(bytes);
                case GUARDED -> GuardedMemory.allocate(bytes);
            };
        }

        void free(long address, long bytes) {
            switch (this) {
                case C_LIBRARY -> toLibrary(address);
                case C_LIBRARY_AND_KERNEL -> {
                    if (isLarge(bytes)) {
                        MappedMemory.free(address, bytes);
                    } else {
                        toLibrary(address);
                    }
                }
                case GUARDED -> GuardedMemory.free(address);
            }
        }

        private static boolean isLarge(long bytes) {
            return bytes >= MappedMemory.HUGE_PAGE;
        }
    }

    /** Linked once they have been found: a class whose initialization fails is lost for the rest of the process. */
    private static final class Functions {
        static final MethodHandle ALLOCATE =
                function(SystemMemory.ALLOCATE, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        static final MethodHandle FREE = function(SystemMemory.FREE, FunctionDescriptor.ofVoid(JAVA_LONG));

        private static MethodHandle function(String name, FunctionDescriptor descriptor) {
            return Linker.nativeLinker().downcallHandle(CLibrary.find(name).orElseThrow(), descriptor);
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
        if (isGuarded()) {
            return Source.GUARDED;
        }
        CLibrary.require(List.of(ALLOCATE, FREE));
        // Linked here, where the stack is large enough for it: what fails in a class' initialization is lost for the
        // rest of the process.
        toLibrary(fromLibrary(CACHE_LINE));
        return WINDOWS ? Source.C_LIBRARY : Source.C_LIBRARY_AND_KERNEL;
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

    private static long fromLibrary(long bytes) {
        try {
            return WINDOWS
                    ? (long) Functions.ALLOCATE.invokeExact(bytes, CACHE_LINE)
                    : (long) Functions.ALLOCATE.invokeExact(CACHE_LINE, bytes);
        } catch (Throwable failure) {
            throw new LinkageError("aligned allocation of " + bytes + " bytes", failure);
        }
    }

    private static void toLibrary(long address) {
        try {
            Functions.FREE.invokeExact(address);
        } catch (Throwable failure) {
            throw new LinkageError("free", failure);
        }
    }
}
