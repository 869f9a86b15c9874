package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;
import java.util.EnumSet;
import java.util.Set;

/** Copies from one layout to another. */
final class Reorder {
    private static final MethodHandle CREATE = OneDnnLibrary.statusFunction(
            "dnnl_reorder_primitive_desc_create", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final Set<Argument> TAKEN = EnumSet.of(Argument.SOURCE, Argument.DESTINATION, Argument.SCRATCHPAD);

    private Reorder() {}

    /**
     * A primitive from {@link Argument#SOURCE} to {@link Argument#DESTINATION}.
     *
     * @param key for messages
     * @param from a memory descriptor
     * @param to a memory descriptor
     */
    static Primitive create(Object key, long from, long to) {
        long handle = Creation.create("reorder", key, result -> (int) CREATE.invokeExact(
                result,
                from,
                Engine.handle(),
                to,
                Engine.handle(),
                Attributes.plain().handle()));
        try (PrimitiveDescription description = new PrimitiveDescription(handle)) {
            return new Primitive(key, description, TAKEN);
        }
    }
}
