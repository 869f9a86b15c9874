package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** The native object that tells a primitive where one of its arguments lies. */
final class BoundMemory implements AutoCloseable {
    private static final MethodHandle CREATE =
            OneDnnLibrary.statusFunction("dnnl_memory_create", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SET_ADDRESS =
            OneDnnLibrary.statusFunction("dnnl_memory_set_data_handle", JAVA_LONG, JAVA_LONG);
    private static final Destruction DESTRUCTION = Destruction.of("dnnl_memory_destroy");

    private static final long NOWHERE = 0;

    private final Object key;
    private final Argument argument;
    private final long handle;
    private final long size;
    private long address = NOWHERE;

    /** @param key names the operation and its dimensions in messages */
    BoundMemory(Object key, Argument argument, long descriptor) {
        this.key = key;
        this.argument = argument;
        size = MemoryDescriptor.size(descriptor);
        handle = Creation.create(
                "memory_create", key, result -> (int) CREATE.invokeExact(result, descriptor, Engine.handle(), NOWHERE));
    }

    long handle() {
        return handle;
    }

    /** In bytes. */
    long size() {
        return size;
    }

    /** @throws IllegalArgumentException if the address is null */
    void bind(long newAddress) {
        if (newAddress == NOWHERE) {
            throw new IllegalArgumentException("[oneDNN] no memory is given for %s of %s".formatted(argument, key));
        }
        if (newAddress == address) {
            return;
        }
        try {
            Status.check((int) SET_ADDRESS.invokeExact(handle, newAddress), "memory_set_data_handle", key);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
        address = newAddress;
    }

    @Override
    public void close() {
        DESTRUCTION.destroy(handle);
    }
}
