package lazuli.core.compile;

/**
 * The length of an axis of a value of a graph.
 *
 * @param value its number in the graph
 */
public record LengthOf(int value, int axis) {
    /** The lengths that values have now. */
    @FunctionalInterface
    interface Lengths {
        long of(LengthOf axis);
    }
}
