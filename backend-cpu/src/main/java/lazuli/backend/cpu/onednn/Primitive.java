package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Compiled code for one operation on fixed shapes, with the native objects that carry its arguments: a call only puts new
 * addresses into them. Not thread-safe; {@link Plan} has the lock.
 */
final class Primitive implements AutoCloseable {
    private static final MethodHandle CREATE =
            OneDnnLibrary.statusFunction("dnnl_primitive_create", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CREATE_MEMORY =
            OneDnnLibrary.statusFunction("dnnl_memory_create", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SET_ADDRESS =
            OneDnnLibrary.statusFunction("dnnl_memory_set_data_handle", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle EXECUTE =
            OneDnnLibrary.statusFunction("dnnl_primitive_execute", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG);
    private static final MethodHandle WAIT = OneDnnLibrary.statusFunction("dnnl_stream_wait", JAVA_LONG);
    private static final Destruction DESTRUCTION = Destruction.of("dnnl_primitive_destroy");
    private static final Destruction MEMORY_DESTRUCTION = Destruction.of("dnnl_memory_destroy");

    private static final int ARGUMENT_BYTES = 16;
    private static final int MEMORY_OFFSET = 8;
    private static final Argument[] ARGUMENTS = Argument.values();

    private final Object key;
    private final String implementation;
    private final long handle;
    private final long stream;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment arguments;
    private final int argumentCount;
    /** By the argument's ordinal; 0 where the primitive takes no such argument. */
    private final long[] memories = new long[ARGUMENTS.length];

    private final long[] addresses = new long[ARGUMENTS.length];
    private final long[] sizes = new long[ARGUMENTS.length];

    /** @param key names the operation and its dimensions in messages */
    Primitive(Object key, PrimitiveDescription description) {
        this.key = key;
        implementation = description.implementation();
        handle = Creation.create(
                "primitive_create", key, result -> (int) CREATE.invokeExact(result, description.handle()));
        stream = Engine.newStream();
        arguments = arena.allocate((long) ARGUMENT_BYTES * ARGUMENTS.length, Long.BYTES);
        int count = 0;
        for (Argument argument : ARGUMENTS) {
            long descriptor = description.memory(argument);
            long size = MemoryDescriptor.size(descriptor);
            if (size > 0) {
                long memory = Creation.create("memory_create", key, result ->
                        (int) CREATE_MEMORY.invokeExact(result, descriptor, Engine.HANDLE, 0L));
                memories[argument.ordinal()] = memory;
                sizes[argument.ordinal()] = size;
                arguments.set(JAVA_INT, (long) ARGUMENT_BYTES * count, argument.number);
                arguments.set(JAVA_LONG, (long) ARGUMENT_BYTES * count + MEMORY_OFFSET, memory);
                count++;
            }
        }
        argumentCount = count;
    }

    String implementation() {
        return implementation;
    }

    /** Bytes of memory an argument must have; 0 for one that is not taken. */
    long size(Argument argument) {
        return sizes[argument.ordinal()];
    }

    /**
     * Sets where an argument of the next execution lies. An argument that the primitive does not take is ignored.
     *
     * @throws IllegalArgumentException if the argument is needed and the address is null
     */
    void bind(Argument argument, long address) {
        int index = argument.ordinal();
        if (memories[index] == 0) {
            return;
        }
        if (address == 0) {
            throw new IllegalArgumentException("[oneDNN] no memory is given for %s of %s".formatted(argument, key));
        }
        if (addresses[index] == address) {
            return;
        }
        try {
            Status.check((int) SET_ADDRESS.invokeExact(memories[index], address), "memory_set_data_handle", key);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
        addresses[index] = address;
    }

    /** Runs to the end on the memory that was bound. */
    void execute() {
        try {
            int status = (int) EXECUTE.invokeExact(handle, stream, argumentCount, arguments.address());
            Status.check(status, "primitive_execute", key);
            Status.check((int) WAIT.invokeExact(stream), "stream_wait", key);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    @Override
    public void close() {
        for (long memory : memories) {
            if (memory != 0) {
                MEMORY_DESTRUCTION.destroy(memory);
            }
        }
        DESTRUCTION.destroy(handle);
        Engine.STREAM_DESTRUCTION.destroy(stream);
        arena.close();
    }
}
