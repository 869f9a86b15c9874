package lazuli.core;

import java.util.Collections;
import lazuli.core.graph.Required;

/** A function of one array. */
@FunctionalInterface
public interface Fn1 {
    /** The result for an array. */
    Array apply(Array a);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> {
            Required.count("function", inputs, 1);
            return Collections.singletonList(apply(inputs.get(0))); // which may be null, as whoever called will say
        };
    }
}
