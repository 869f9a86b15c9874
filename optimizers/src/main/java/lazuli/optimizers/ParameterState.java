package lazuli.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.primitive.HalfPrecision;

/** What an optimizer remembers about one parameter, by name. */
public final class ParameterState {
    private final Map<String, Array> arrays = new LinkedHashMap<>();

    ParameterState() {}

    /**
     * What was put there last; its memory goes when the step after puts something else there, unless the optimizer's state has been asked for since.
     *
     * @throws IllegalStateException if nothing was, as with a state that another kind of optimizer has written
     */
    public Array get(String name) {
        Array array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException(
                    "[optimizer] the state of a parameter has %s, not %s: is it of another kind of optimizer?"
                            .formatted(arrays.keySet(), name));
        }
        return array;
    }

    /** Remembers an array. */
    public void put(String name, Array array) {
        arrays.put(name, array);
    }

    /** Brings half floats, which a state from elsewhere may hold, to float32. */
    void widen() {
        arrays.replaceAll((name, array) -> HalfPrecision.widen(array));
    }

    Map<String, Array> arrays() {
        return arrays;
    }
}
