package lazuli.backend.cpu;

import java.util.function.Consumer;
import lazuli.core.Shape;

/** Walks over all indices of a shape. */
public final class Indices {
    private Indices() {}

    /** Calls {@code body} with each index in row-major order; the array is reused. */
    public static void forEach(Shape shape, Consumer<int[]> body) {
        if (shape.size() == 0) {
            return;
        }
        int[] index = new int[shape.rank()];
        while (true) {
            body.accept(index);
            int axis = index.length - 1;
            while (axis >= 0 && ++index[axis] == shape.length(axis)) {
                index[axis--] = 0;
            }
            if (axis < 0) {
                return;
            }
        }
    }
}
