package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** A native function that frees what a handle stands for. */
record Destruction(String name, MethodHandle function) {
    static Destruction of(String name) {
        return new Destruction(name, OneDnnLibrary.statusFunction(name, JAVA_LONG));
    }

    void destroy(long handle) {
        try {
            Status.check((int) function.invokeExact(handle), name, "handle " + handle);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }
}
