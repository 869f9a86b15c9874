package lazuli.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory between pages that nobody may touch, so that an access outside of a buffer ends the process instead of going unnoticed: for
 * finding faults of kernels, with {@code -Dlazuli.memory.guard=true}, on Linux and macOS. Most buffers end at such a page, each fourth
 * begins at one.
 */
final class GuardedMemory {
    /** A multiple of all page sizes in use. */
    private static final long PAGE = 1L << 16;

    private static final int READ_AND_WRITE = 3;
    private static final int PRIVATE = 2;
    private static final int ANONYMOUS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? 0x1000 : 0x20;

    /** What it needs of the C library. */
    static final List<String> FUNCTIONS = List.of("mmap", "mprotect", "munmap");

    private static final MethodHandle MAP = function(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle PROTECT =
            function("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle UNMAP = function("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

    private static final AtomicLong COUNT = new AtomicLong();
    private static final ConcurrentHashMap<Long, Mapping> MAPPINGS = new ConcurrentHashMap<>();

    private record Mapping(long start, long length) {}

    private GuardedMemory() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(CLibrary.find(name).orElseThrow(), descriptor);
    }

    /** Memory of {@code bytes}, a multiple of 64, on a cache line's boundary; 0 if there is none. */
    static long allocate(long bytes) {
        long usable = Math.ceilDiv(bytes, PAGE) * PAGE;
        long length = usable + 2 * PAGE;
        try {
            long start = (long) MAP.invokeExact(0L, length, 0, PRIVATE | ANONYMOUS, -1, 0L);
            if (start == -1) {
                return 0;
            }
            if ((int) PROTECT.invokeExact(start + PAGE, usable, READ_AND_WRITE) != 0) {
                unmap(new Mapping(start, length));
                return 0;
            }
            long address = start + PAGE + (COUNT.getAndIncrement() % 4 == 0 ? 0 : usable - bytes);
            MAPPINGS.put(address, new Mapping(start, length));
            return address;
        } catch (Throwable failure) {
            throw new LinkageError("guarded allocation of " + bytes + " bytes", failure);
        }
    }

    static void free(long address) {
        Mapping mapping = MAPPINGS.remove(address);
        if (mapping == null) {
            throw new IllegalStateException("no guarded memory begins at " + address);
        }
        try {
            unmap(mapping);
        } catch (Throwable failure) {
            throw new LinkageError("free", failure);
        }
    }

    private static void unmap(Mapping mapping) throws Throwable {
        int ignored = (int) UNMAP.invokeExact(mapping.start(), mapping.length());
    }
}
