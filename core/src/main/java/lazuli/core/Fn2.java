package lazuli.core;

import java.util.List;

/** A function of 2 arrays. */
@FunctionalInterface
public interface Fn2 {
    /** The result for 2 arrays. */
    Array apply(Array a, Array b);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> List.of(apply(inputs.get(0), inputs.get(1)));
    }
}
