package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The shape, type and layout of memory. The order of dimensions is the library's: batch, channels, space; or output channels,
 * input channels, space; the strides say where they lie.
 */
record MemoryDescriptor(long handle) implements AutoCloseable {
    private static final MethodHandle CREATE_WITH_STRIDES = OneDnnLibrary.statusFunction(
            "dnnl_memory_desc_create_with_strides", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG);
    private static final MethodHandle CREATE_WITH_TAG = OneDnnLibrary.statusFunction(
            "dnnl_memory_desc_create_with_tag", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle SIZE = OneDnnLibrary.longFunction("dnnl_memory_desc_get_size", JAVA_LONG);
    private static final Destruction DESTRUCTION = Destruction.of("dnnl_memory_desc_destroy");

    private static final int ANY_LAYOUT = 1;

    static MemoryDescriptor strided(ElementType type, long[] dimensions, long[] strides) {
        return new MemoryDescriptor(Creation.create("memory_desc_create", describe(dimensions, strides), result -> {
            try (Arena arena = Arena.ofConfined()) {
                long dimensionsAddress =
                        arena.allocateFrom(JAVA_LONG, dimensions).address();
                long stridesAddress = arena.allocateFrom(JAVA_LONG, strides).address();
                return (int) CREATE_WITH_STRIDES.invokeExact(
                        result, dimensions.length, dimensionsAddress, type.number, stridesAddress);
            }
        }));
    }

    /** Leaves the layout to the primitive that is made with it. */
    static MemoryDescriptor ofAnyLayout(ElementType type, long[] dimensions) {
        return new MemoryDescriptor(Creation.create("memory_desc_create", Arrays.toString(dimensions), result -> {
            try (Arena arena = Arena.ofConfined()) {
                long address = arena.allocateFrom(JAVA_LONG, dimensions).address();
                return (int) CREATE_WITH_TAG.invokeExact(result, dimensions.length, address, type.number, ANY_LAYOUT);
            }
        }));
    }

    static MemoryDescriptor vector(ElementType type, long length) {
        return strided(type, new long[] {length}, new long[] {1});
    }

    /** Batch, channels, space, with the channels next to each other in memory. */
    static MemoryDescriptor channelsLast(ElementType type, long[] dimensions) {
        return strided(type, dimensions, channelsLastStrides(dimensions, 0));
    }

    /**
     * Strides of memory whose dimensions before {@code outer} come in order, then that dimension, then space, then the
     * dimension after {@code outer}.
     */
    static long[] channelsLastStrides(long[] dimensions, int outer) {
        long[] strides = new long[dimensions.length];
        long stride = 1;
        strides[outer + 1] = stride;
        stride *= dimensions[outer + 1];
        for (int i = dimensions.length - 1; i > outer + 1; i--) {
            strides[i] = stride;
            stride *= dimensions[i];
        }
        for (int i = outer; i >= 0; i--) {
            strides[i] = stride;
            stride *= dimensions[i];
        }
        return strides;
    }

    /** Bytes of memory that a descriptor, of whatever owner, asks for. */
    static long size(long descriptor) {
        try {
            return (long) SIZE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    @Override
    public void close() {
        DESTRUCTION.destroy(handle);
    }

    private static String describe(long[] dimensions, long[] strides) {
        return Arrays.toString(dimensions) + " strides " + Arrays.toString(strides);
    }
}
