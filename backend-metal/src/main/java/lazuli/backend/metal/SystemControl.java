package lazuli.backend.metal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;

/** Numbers that macOS tells of itself: {@code sysctlbyname}. */
final class SystemControl {
    private SystemControl() {}

    /** A number by its name; none where the system does not know it. */
    static OptionalLong number(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("sysctlbyname")
                .map(address -> number(
                        linker.downcallHandle(
                                address,
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.ADDRESS,
                                        ValueLayout.ADDRESS,
                                        ValueLayout.ADDRESS,
                                        ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_LONG)),
                        name))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(MethodHandle sysctlbyname, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, Long.BYTES);
            int refused = (int) sysctlbyname.invokeExact(arena.allocateFrom(name), value, size, MemorySegment.NULL, 0L);
            if (refused != 0) {
                return OptionalLong.empty();
            }
            // Numbers of 32 bits leave the rest as it was, zero: all of Apple's machines are little-endian.
            return OptionalLong.of(value.get(ValueLayout.JAVA_LONG, 0));
        } catch (Throwable failure) {
            throw new LinkageError("sysctlbyname", failure);
        }
    }
}
