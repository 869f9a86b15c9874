package lazuli.backend.metal.software;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** What the software Metal device tells tests, and what it does on request: its C functions. */
public final class DeviceCounters {
    private static final Linker LINKER = Linker.nativeLinker();

    private DeviceCounters() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        SymbolLookup library = SymbolLookup.libraryLookup(System.getProperty(SoftwareMetal.LIBRARY), Arena.global());
        return LINKER.downcallHandle(library.findOrThrow("software_metal_" + name), descriptor);
    }

    private static long number(String name) {
        try {
            return (long) function(name, FunctionDescriptor.of(JAVA_LONG)).invokeExact();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private static void order(String name, int number) {
        try {
            function(name, FunctionDescriptor.ofVoid(JAVA_INT)).invokeExact(number);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    /** How many objects of a class live: {@code MTLBuffer}. */
    public static long live(String type) {
        try (Arena arena = Arena.ofConfined()) {
            return (long)
                    function("live", FunctionDescriptor.of(JAVA_LONG, ADDRESS)).invokeExact(arena.allocateFrom(type));
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    /** Bytes of buffers. */
    public static long allocatedBytes() {
        return number("allocated_bytes");
    }

    /** Command buffers that were committed since the start. */
    public static long commandBuffers() {
        return number("command_buffers");
    }

    /** Kernels that have been compiled, not taken from the disk. */
    public static long compiledKernels() {
        return number("compiled_kernels");
    }

    /** Wrong uses of the API that no command buffer tells of; none are known of another device. */
    public static long misuses() {
        return System.getProperty(SoftwareMetal.LIBRARY) == null ? 0 : number("misuses");
    }

    /** The last of them. */
    public static String lastMisuse() {
        try {
            MemorySegment text = (MemorySegment)
                    function("last_misuse", FunctionDescriptor.of(ADDRESS)).invokeExact();
            return text.equals(MemorySegment.NULL)
                    ? "none"
                    : text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    /** Lets the next command buffers that begin to run fail. */
    public static void failCommandBuffers(int count) {
        order("fail_next", count);
    }

    /** Lets the next buffers be nil. */
    public static void failAllocations(int count) {
        order("fail_allocations", count);
    }
}
