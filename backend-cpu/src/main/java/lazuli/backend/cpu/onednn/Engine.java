package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** The processor as oneDNN sees it. One engine serves the process; a stream serves one primitive, under its lock. */
final class Engine {
    private static final MethodHandle CREATE =
            OneDnnLibrary.statusFunction("dnnl_engine_create", JAVA_LONG, JAVA_INT, JAVA_LONG);
    private static final MethodHandle CREATE_STREAM =
            OneDnnLibrary.statusFunction("dnnl_stream_create", JAVA_LONG, JAVA_LONG, JAVA_INT);

    private static final int CPU = 1;
    private static final int IN_ORDER = 1;

    private static volatile long handle;
    static final Destruction STREAM_DESTRUCTION = Destruction.of("dnnl_stream_destroy");

    private Engine() {}

    /** Made by the first call that succeeds. */
    static long handle() {
        return handle == 0 ? make() : handle;
    }

    private static synchronized long make() {
        if (handle == 0) {
            handle = Creation.create("engine_create", "CPU", result -> (int) CREATE.invokeExact(result, CPU, 0L));
        }
        return handle;
    }

    static long newStream() {
        long engine = handle();
        return Creation.create(
                "stream_create", "CPU", result -> (int) CREATE_STREAM.invokeExact(result, engine, IN_ORDER));
    }
}
