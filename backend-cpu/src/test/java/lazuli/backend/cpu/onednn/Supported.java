package lazuli.backend.cpu.onednn;

import java.util.function.Supplier;

/** What the library computes on this processor, and how exactly. */
final class Supported {
    private Supported() {}

    /** Whether it has good code, by the implementation's name. */
    static boolean by(Supplier<String> implementation) {
        try {
            return !OneDnn.isReference(implementation.get());
        } catch (OneDnnException refused) {
            return false;
        }
    }

    /** Half a unit in the last place of numbers below 2, twice for good measure. */
    static double rounding(ElementType type) {
        return switch (type) {
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            case FLOAT32 -> 0;
        };
    }
}
