package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Compiled code for one operation on fixed shapes, with the native objects that carry its arguments: a call only puts new
 * addresses into them. Not thread-safe; {@link Plan} has the lock.
 */
final class Primitive implements AutoCloseable {
    private static final MethodHandle CREATE =
            OneDnnLibrary.statusFunction("dnnl_primitive_create", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle EXECUTE =
            OneDnnLibrary.statusFunction("dnnl_primitive_execute", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG);
    private static final MethodHandle WAIT = OneDnnLibrary.statusFunction("dnnl_stream_wait", JAVA_LONG);
    private static final Destruction DESTRUCTION = Destruction.of("dnnl_primitive_destroy");

    private static final int ARGUMENT_BYTES = 16;
    private static final int MEMORY_OFFSET = 8;

    private final Object key;
    private final String implementation;
    private final long handle;
    private final long stream;
    private final Map<Argument, BoundMemory> memories = new EnumMap<>(Argument.class);
    private final Arena arena = Arena.ofShared();
    private final MemorySegment arguments;

    /**
     * @param key names the operation and its dimensions in messages
     * @param taken what the caller will bind; those that the description has no memory for are left out
     */
    Primitive(Object key, PrimitiveDescription description, Set<Argument> taken) {
        this.key = key;
        implementation = description.implementation();
        handle = Creation.create(
                "primitive_create", key, result -> (int) CREATE.invokeExact(result, description.handle()));
        stream = Engine.newStream();
        arguments = arena.allocate((long) ARGUMENT_BYTES * taken.size(), Long.BYTES);
        for (Argument argument : taken) {
            if (description.size(argument) > 0) {
                BoundMemory memory = new BoundMemory(key, argument, description.memory(argument));
                long offset = (long) ARGUMENT_BYTES * memories.size();
                arguments.set(JAVA_INT, offset, argument.number);
                arguments.set(JAVA_LONG, offset + MEMORY_OFFSET, memory.handle());
                memories.put(argument, memory);
            }
        }
    }

    String implementation() {
        return implementation;
    }

    /** Bytes of memory an argument must have; 0 for one that is not taken. */
    long size(Argument argument) {
        BoundMemory memory = memories.get(argument);
        return memory == null ? 0 : memory.size();
    }

    /**
     * Sets where an argument of the next execution lies. An argument that the primitive does not take is ignored.
     *
     * @throws IllegalArgumentException if the argument is needed and the address is null
     */
    void bind(Argument argument, long address) {
        BoundMemory memory = memories.get(argument);
        if (memory != null) {
            memory.bind(address);
        }
    }

    /** Runs to the end on the memory that was bound. */
    void execute() {
        try {
            int status = (int) EXECUTE.invokeExact(handle, stream, memories.size(), arguments.address());
            Status.check(status, "primitive_execute", key);
            Status.check((int) WAIT.invokeExact(stream), "stream_wait", key);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    @Override
    public void close() {
        memories.values().forEach(BoundMemory::close);
        DESTRUCTION.destroy(handle);
        Engine.STREAM_DESTRUCTION.destroy(stream);
        arena.close();
    }
}
