package lazuli.core.operation;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Index;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;

/** Indices that speak of every axis. */
final class Ellipses {
    private Ellipses() {}

    /** The indices with whole slices in place of the ellipsis, or at the end if there is none. */
    static List<Index> expand(Shape shape, List<Index> indices) {
        int consumed = (int) indices.stream()
                .filter(index -> !(index instanceof Index.NewAxis) && !(index instanceof Index.Ellipsis))
                .count();
        int missing = shape.rank() - consumed;
        if (missing < 0) {
            throw new ShapeException("at", "%d indices for shape %s", consumed, shape);
        }
        List<Index> full = new ArrayList<>();
        boolean expanded = false;
        for (Index index : indices) {
            if (index instanceof Index.Ellipsis && !expanded) {
                expanded = true;
                addSlices(full, missing);
            } else {
                full.add(index);
            }
        }
        if (!expanded) {
            addSlices(full, missing);
        }
        return full;
    }

    private static void addSlices(List<Index> full, int count) {
        for (int i = 0; i < count; i++) {
            full.add(Slice.all());
        }
    }
}
