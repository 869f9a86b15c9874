package lazuli.core;

import java.util.Collections;
import lazuli.core.graph.Required;

/** A function of 2 arrays. */
@FunctionalInterface
public interface Fn2 {
    /** The result for 2 arrays. */
    Array apply(Array a, Array b);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> {
            Required.count("function", inputs, 2);
            return Collections.singletonList(
                    apply(inputs.get(0), inputs.get(1))); // which may be null, as whoever called will say
        };
    }
}
