package lazuli.core.graph;

import java.util.List;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.device.Memories;
import lazuli.core.primitive.view.Identity;

/**
 * Scopes in which new arrays are temporaries: their memory is recycled after their last use in an evaluation even though Java may
 * still hold a handle; a handle that is read all the same is computed again from its lineage. Transforms, and operations made of
 * several others, run in such a scope; what they return is kept again.
 */
public final class TraceScope {
    private static final ScopedValue<Boolean> SCOPE = ScopedValue.newInstance();

    private TraceScope() {}

    /** Whether arrays made now on this thread are temporaries. */
    public static boolean isActive() {
        return SCOPE.isBound() && SCOPE.get();
    }

    /** Runs {@code body} in a scope of temporaries; what it returns stays one unless {@link #keep}t. */
    public static <T> T within(Supplier<T> body) {
        if (isActive()) {
            return body.get();
        }
        Memories.relieve();
        return ScopedValue.where(SCOPE, true).call(body::get);
    }

    /** Runs {@code body} outside any scope: for state that outlives the function that a transform calls. */
    public static <T> T outside(Supplier<T> body) {
        return isActive() ? ScopedValue.where(SCOPE, false).call(body::get) : body.get();
    }

    /** Whether an array was made in such a scope, and has not been {@link #keep}t since. */
    public static boolean isTemporary(Array array) {
        return Nodes.of(array).isTemporary();
    }

    /** The array that {@code body} makes, its intermediate arrays being temporaries. */
    public static Array result(Supplier<Array> body) {
        return keep(within(body));
    }

    /**
     * An array whose value is kept, unless an outer scope is still open. One of several outputs becomes a node of its own, so that
     * the memory of the others can be recycled.
     */
    public static Array keep(Array array) {
        if (isActive()) {
            return array;
        }
        if (Nodes.of(array).types().size() > 1) {
            return Nodes.of(new Identity(), array);
        }
        Nodes.of(array).keep();
        return array;
    }

    /** The same for several arrays. */
    public static List<Array> keep(List<Array> arrays) {
        return arrays.stream().map(TraceScope::keep).toList();
    }
}
