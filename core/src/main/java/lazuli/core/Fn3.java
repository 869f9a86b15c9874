package lazuli.core;

import java.util.List;

/** A function of 3 arrays. */
@FunctionalInterface
public interface Fn3 {
    /** The result for 3 arrays. */
    Array apply(Array a, Array b, Array c);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> List.of(apply(inputs.get(0), inputs.get(1), inputs.get(2)));
    }
}
