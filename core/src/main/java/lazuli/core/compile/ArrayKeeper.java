package lazuli.core.compile;

import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;

/**
 * How the arrays are seen that an object keeps from one call of a function to the next: a module, an optimizer, the global random sequence.
 *
 * @param <T> the object, registered with {@link ArrayKeepers}
 */
public interface ArrayKeeper<T> {
    /** The object's own arrays by path, without those of others in it. They are only looked at. */
    Map<String, Array> arrays(T owner);

    /** Has the object keep an array at a path again; null where it kept none. */
    void putBack(T owner, String path, @Nullable Array former);

    /** What else is put back when arrays are: Java values that belong to them, as they are now. */
    default Runnable remembered(T owner) {
        return () -> {};
    }

    /**
     * What the array at a path is called in messages.
     *
     * @param others all registered objects, among which there may be one that the owner is part of
     */
    String name(T owner, String path, List<Object> others);
}
