package lazuli.core;

import java.util.Collections;
import lazuli.core.graph.Required;

/** A function of 4 arrays. */
@FunctionalInterface
public interface Fn4 {
    /** The result for 4 arrays. */
    Array apply(Array a, Array b, Array c, Array d);

    /** The same function over lists. */
    default FnN overLists() {
        return inputs -> {
            Required.count("function", inputs, 4);
            return Collections.singletonList(apply(
                    inputs.get(0),
                    inputs.get(1),
                    inputs.get(2),
                    inputs.get(3))); // which may be null, as whoever called will say
        };
    }
}
