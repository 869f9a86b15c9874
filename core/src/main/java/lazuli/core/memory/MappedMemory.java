package lazuli.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import lazuli.core.thread.LibraryThread;

/**
 * Memory in whole pages from the kernel itself, on Linux and macOS. What is given back is gone from the process at once; the C library
 * would keep it in the arena of the thread that asked, where blocks of many sizes leave holes that nothing fits.
 */
final class MappedMemory {
    static final long HUGE_PAGE = 2L << 20;

    /** What it needs of the C library. */
    private static final List<String> FUNCTIONS = List.of("mmap", "mprotect", "munmap", "madvise");

    private static final int NO_ACCESS = 0;
    private static final int READ_AND_WRITE = 3;
    private static final int PRIVATE = 2;
    private static final int ANONYMOUS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? 0x1000 : 0x20;
    private static final int ADVISE_HUGE_PAGES = 14;
    private static final long NONE = -1;

    /** Linked with the first large block: small programs ask for none, and to link takes the JVM milliseconds. */
    private static final class Functions {
        static final MethodHandle MAP = function(
                "mmap",
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        static final MethodHandle PROTECT =
                function("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        static final MethodHandle UNMAP = function("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        static final MethodHandle ADVISE =
                function("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

        private static MethodHandle function(String name, FunctionDescriptor descriptor) {
            return Linker.nativeLinker().downcallHandle(CLibrary.find(name).orElseThrow(), descriptor);
        }
    }

    private static volatile boolean isLinked;

    private MappedMemory() {}

    /** On a thread whose stack is large enough, and when it can be done: what fails in a class' initialization is lost for the rest of the process. */
    private static void link() {
        if (!isLinked) {
            isLinked = LibraryThread.call(() -> {
                CLibrary.require(FUNCTIONS);
                return Functions.MAP != null;
            });
        }
    }

    /** Memory of {@code bytes} on a huge page's boundary, in huge pages where the system has them; 0 if there is none. */
    static long allocate(long bytes) {
        link();
        long length = length(bytes);
        try {
            // The kernel promises small pages' boundaries only: so much more, and what lies around goes back.
            long start = (long)
                    Functions.MAP.invokeExact(0L, length + HUGE_PAGE, READ_AND_WRITE, PRIVATE | ANONYMOUS, -1, 0L);
            if (start == NONE) {
                return 0;
            }
            long address = (start + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
            unmapIfAny(start, address - start);
            unmapIfAny(address + length, start + HUGE_PAGE - address);
            // Fresh pages cost more than the arithmetic on them; huge ones cost far less. A refusal does no harm.
            int ignored = (int) Functions.ADVISE.invokeExact(address, length, ADVISE_HUGE_PAGES);
            return address;
        } catch (Throwable failure) {
            throw new LinkageError("mapping " + bytes + " bytes", failure);
        }
    }

    /** Gives back what {@link #allocate} gave for so many bytes. */
    static void free(long address, long bytes) {
        unmap(address, length(bytes));
    }

    private static long length(long bytes) {
        return Math.ceilDiv(bytes, HUGE_PAGE) * HUGE_PAGE;
    }

    /** Pages that nobody may touch; 0 if there are none. */
    static long reserve(long bytes) {
        link();
        try {
            long start = (long) Functions.MAP.invokeExact(0L, bytes, NO_ACCESS, PRIVATE | ANONYMOUS, -1, 0L);
            return start == NONE ? 0 : start;
        } catch (Throwable failure) {
            throw new LinkageError("reserving " + bytes + " bytes", failure);
        }
    }

    /** Lets pages be read and written; false if the system does not. */
    static boolean open(long address, long bytes) {
        try {
            return (int) Functions.PROTECT.invokeExact(address, bytes, READ_AND_WRITE) == 0;
        } catch (Throwable failure) {
            throw new LinkageError("mprotect", failure);
        }
    }

    private static void unmapIfAny(long address, long bytes) {
        if (bytes > 0) {
            unmap(address, bytes);
        }
    }

    /** Gives whole pages back. */
    static void unmap(long address, long bytes) {
        try {
            int ignored = (int) Functions.UNMAP.invokeExact(address, bytes);
        } catch (Throwable failure) {
            throw new LinkageError("munmap", failure);
        }
    }
}
