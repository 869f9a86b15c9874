package lazuli.core;

import java.util.List;

/** A function of one array. */
@FunctionalInterface
public interface Fn1 {
    /** The result for an array. */
    Array apply(Array a);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> List.of(apply(inputs.get(0)));
    }
}
