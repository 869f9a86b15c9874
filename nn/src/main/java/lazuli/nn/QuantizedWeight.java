package lazuli.nn;

import java.util.Set;

/** What the layers with a quantized matrix share: its arrays are parameters that are never trained. */
final class QuantizedWeight {
    /** The arrays' names. */
    static final Set<String> NAMES = Set.of("weight", "scales", "biases");

    private QuantizedWeight() {}
}
