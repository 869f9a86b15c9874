package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What the library has decided for an operation on given shapes: the implementation and the layouts it works on. */
record PrimitiveDescription(long handle) implements AutoCloseable {
    private static final MethodHandle QUERY =
            OneDnnLibrary.statusFunction("dnnl_primitive_desc_query", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle QUERY_MEMORY =
            OneDnnLibrary.longFunction("dnnl_primitive_desc_query_md", JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle NEXT = OneDnnLibrary.statusFunction("dnnl_primitive_desc_next_impl", JAVA_LONG);
    private static final Destruction DESTRUCTION = Destruction.of("dnnl_primitive_desc_destroy");

    private static final int IMPLEMENTATION = 8;
    private static final int MEMORY_OF_ARGUMENT = 255;
    private static final int LONGEST_NAME = 1024;

    /** The descriptor of an argument's memory; it lives as long as this description. */
    long memory(Argument argument) {
        try {
            return (long) QUERY_MEMORY.invokeExact(handle, MEMORY_OF_ARGUMENT, argument.number);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    /** Bytes that an argument occupies; 0 for one the primitive does not use. */
    long size(Argument argument) {
        return MemoryDescriptor.size(memory(argument));
    }

    /** The library's name of the implementation, for example {@code brg_conv_fwd:avx512_core}. */
    String implementation() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(JAVA_LONG);
            Status.check(
                    (int) QUERY.invokeExact(handle, IMPLEMENTATION, 0, result.address()),
                    "primitive_desc_query",
                    "name");
            return MemorySegment.ofAddress(result.get(JAVA_LONG, 0))
                    .reinterpret(LONGEST_NAME)
                    .getString(0);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    /**
     * Turns to slower implementations until the name of one does not contain {@code part}.
     *
     * @throws OneDnnException if there is none
     */
    void skipImplementations(String part, Object key) {
        try {
            while (implementation().contains(part)) {
                Status.check((int) NEXT.invokeExact(handle), "primitive_desc_next_impl", key);
            }
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    @Override
    public void close() {
        DESTRUCTION.destroy(handle);
    }
}
