package lazuli.backend.cpu.loop;

import org.jspecify.annotations.Nullable;

/**
 * A loop over elements that lie side by side in native memory. How many operands it reads and how wide elements are is up to
 * whoever made it; operands that it does not use are ignored. The result may lie over an operand with elements of the same width.
 */
@FunctionalInterface
public interface Loop {
    /** Stores {@code n} results at the address {@code to} from operands at the addresses {@code a}, {@code b}, {@code c}. */
    void run(long to, long a, long b, long c, int n);

    /** What the loop does at each index, or null if only the loop as a whole knows. */
    default @Nullable Element element() {
        return null;
    }
}
