package lazuli.core;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.graph.Required;
import lazuli.core.operation.Creation;
import org.jspecify.annotations.Nullable;

/** What {@link Array#at(Object...)} is given, as {@link Index} each. */
final class Indices {
    private Indices() {}

    static List<Index> of(String operation, @Nullable Object[] indices) {
        // at(null) is not a new axis: the compiler takes null for the array of all indices.
        Required.argument(operation, "indices", indices);
        List<Index> all = new ArrayList<>(indices.length);
        for (int i = 0; i < indices.length; i++) {
            all.add(of(operation, i, indices[i]));
        }
        return all;
    }

    private static Index of(String operation, int place, @Nullable Object index) {
        return switch (index) {
            case null -> Index.NEW_AXIS;
            case Index given -> given;
            case Integer position -> Index.of(position);
            case Short position -> Index.of(position);
            case Byte position -> Index.of(position);
            case Long position -> position(operation, place, position);
            case int[] positions -> Creation.array(positions, Shape.of(positions.length));
            default ->
                throw new ArgumentException(
                        operation,
                        "index %d is a %s: a whole number, a Slice, an array of integers, Index.ELLIPSIS or Index.NEW_AXIS is wanted",
                        place,
                        index.getClass().getTypeName());
        };
    }

    private static Index position(String operation, int place, long position) {
        if (position != (int) position) {
            throw new ArgumentException(operation, "index %d is %d, beyond any axis", place, position);
        }
        return Index.of((int) position);
    }
}
