package lazuli.backend.metal.matmul;

import static lazuli.core.Mx.*;

import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Slice;

/** Ways for the elements of an array to lie in memory. */
public enum Layout {
    ROW_MAJOR(x -> x),
    /** Columns one after the other. */
    COLUMN_MAJOR(x -> x.ndim() < 2 ? x : swapaxes(contiguous(swapaxes(x, -1, -2)), -1, -2)),
    /** The first axis last. */
    TURNED(x -> x.ndim() < 2 ? x : moveaxis(contiguous(moveaxis(x, 0, -1)), -1, 0)),
    /** With gaps between the elements of the last axis. */
    SPREAD(x -> x.ndim() == 0
            ? x
            : contiguous(repeat(x, 2, -1)).at(Index.ELLIPSIS, Slice.all().step(2))),
    /** Backwards along all axes. */
    BACKWARDS(x -> x.ndim() == 0
            ? x
            : flip(contiguous(flip(x, x.shape().allAxes())), x.shape().allAxes()));

    private final UnaryOperator<Array> change;

    Layout(UnaryOperator<Array> change) {
        this.change = change;
    }

    /** The same elements. */
    public Array of(Array x) {
        return change.apply(x);
    }
}
