package lazuli.core;

/** One part of what {@link Array#at} takes: a position, a slice, all axes in between, a new axis, or an array of positions. */
public sealed interface Index permits Index.Position, Index.Ellipsis, Index.NewAxis, Slice, Array {
    /** All axes that the other parts do not speak of. */
    Index ELLIPSIS = new Ellipsis();

    /** A new axis of length 1. */
    Index NEW_AXIS = new NewAxis();

    /** One position, which removes the axis; negative ones count from the end. */
    static Index of(int position) {
        return new Position(position);
    }

    /** One position along an axis. */
    record Position(int value) implements Index {}

    /** All axes that the other parts do not speak of. */
    record Ellipsis() implements Index {}

    /** A new axis of length 1. */
    record NewAxis() implements Index {}
}
