package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * How a primitive is made. The scratchpad always comes from the caller: the library's own belongs to the thread that created
 * the primitive, and ours are shared by threads.
 */
record Attributes(long handle) implements AutoCloseable {
    private static final MethodHandle CREATE = OneDnnLibrary.statusFunction("dnnl_primitive_attr_create", JAVA_LONG);
    private static final MethodHandle SET_SCRATCHPAD_MODE =
            OneDnnLibrary.statusFunction("dnnl_primitive_attr_set_scratchpad_mode", JAVA_LONG, JAVA_INT);
    private static final MethodHandle SET_POST_OPERATIONS =
            OneDnnLibrary.statusFunction("dnnl_primitive_attr_set_post_ops", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CREATE_POST_OPERATIONS =
            OneDnnLibrary.statusFunction("dnnl_post_ops_create", JAVA_LONG);
    private static final MethodHandle APPEND_SUM =
            OneDnnLibrary.statusFunction("dnnl_post_ops_append_sum", JAVA_LONG, JAVA_FLOAT, JAVA_INT, JAVA_INT);
    private static final MethodHandle APPEND_ELEMENTWISE =
            OneDnnLibrary.statusFunction("dnnl_post_ops_append_eltwise", JAVA_LONG, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT);
    private static final Destruction DESTRUCTION = Destruction.of("dnnl_primitive_attr_destroy");
    private static final Destruction POST_OPERATIONS_DESTRUCTION = Destruction.of("dnnl_post_ops_destroy");

    private static final int USER_SCRATCHPAD = 1;
    private static final int LINEAR = 0x26;
    private static final int SAME_TYPE = 0;

    private static volatile @Nullable Attributes plain;

    /** For all primitives without arithmetic after their own; never closed. */
    static Attributes plain() {
        Attributes known = plain;
        return known == null ? makePlain() : known;
    }

    private static synchronized Attributes makePlain() {
        Attributes known = plain;
        if (known == null) {
            known = create();
            plain = known;
        }
        return known;
    }

    static Attributes create() {
        long handle = Creation.create("primitive_attr_create", "", result -> (int) CREATE.invokeExact(result));
        try {
            Status.check((int) SET_SCRATCHPAD_MODE.invokeExact(handle, USER_SCRATCHPAD), "set_scratchpad_mode", "user");
            return new Attributes(handle);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }

    /** Makes the primitive write {@code alpha * result + beta * destination}. */
    static Attributes combining(float alpha, float beta) {
        Attributes attributes = create();
        long operations =
                Creation.create("post_ops_create", "", result -> (int) CREATE_POST_OPERATIONS.invokeExact(result));
        try {
            if (alpha != 1) {
                Status.check(
                        (int) APPEND_ELEMENTWISE.invokeExact(operations, LINEAR, alpha, 0f), "append_eltwise", alpha);
            }
            if (beta != 0) {
                Status.check((int) APPEND_SUM.invokeExact(operations, beta, 0, SAME_TYPE), "append_sum", beta);
            }
            Status.check(
                    (int) SET_POST_OPERATIONS.invokeExact(attributes.handle, operations), "set_post_ops", "combining");
            return attributes;
        } catch (Throwable e) {
            attributes.close();
            throw OneDnnLibrary.unexpected(e);
        } finally {
            POST_OPERATIONS_DESTRUCTION.destroy(operations);
        }
    }

    @Override
    public void close() {
        DESTRUCTION.destroy(handle);
    }
}
