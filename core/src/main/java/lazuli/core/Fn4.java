package lazuli.core;

import java.util.List;

/** A function of 4 arrays. */
@FunctionalInterface
public interface Fn4 {
    /** The result for 4 arrays. */
    Array apply(Array a, Array b, Array c, Array d);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> List.of(apply(inputs.get(0), inputs.get(1), inputs.get(2), inputs.get(3)));
    }
}
