package lazuli.core;

import java.util.Collections;
import lazuli.core.graph.Required;

/** A function of 3 arrays. */
@FunctionalInterface
public interface Fn3 {
    /** The result for 3 arrays. */
    Array apply(Array a, Array b, Array c);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> {
            Required.count("function", inputs, 3);
            return Collections.singletonList(apply(
                    inputs.get(0), inputs.get(1), inputs.get(2))); // which may be null, as whoever called will say
        };
    }
}
