package lazuli.nn;

import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.graph.Required;

/** Makes initial values for a parameter; see {@link Init}. As a function of an array, for {@link Module#apply}, it looks at the shape only. */
@FunctionalInterface
public interface Initializer extends UnaryOperator<Array> {
    /** Values for a parameter of this shape. */
    Array of(Shape shape);

    @Override
    default Array apply(Array array) {
        return of(Required.argument("initializer", "array", array).shape());
    }
}
