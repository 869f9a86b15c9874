package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/** Functions of arrays with a result of any type, where {@link Fn1} to {@link FnN} return arrays. */
public final class ArrayFunction {
    private ArrayFunction() {}

    /** A function of one array. */
    @FunctionalInterface
    public interface Of1<R> {
        /** The result for this array. */
        R apply(Array a);

        /** The same function over lists. */
        default OfN<R> overLists() {
            return inputs -> {
                Required.count("function", inputs, 1);
                return apply(inputs.get(0));
            };
        }
    }

    /** A function of two arrays. */
    @FunctionalInterface
    public interface Of2<R> {
        /** The result for these arrays. */
        R apply(Array a, Array b);

        /** The same function over lists. */
        default OfN<R> overLists() {
            return inputs -> {
                Required.count("function", inputs, 2);
                return apply(inputs.get(0), inputs.get(1));
            };
        }
    }

    /** A function of three arrays. */
    @FunctionalInterface
    public interface Of3<R> {
        /** The result for these arrays. */
        R apply(Array a, Array b, Array c);

        /** The same function over lists. */
        default OfN<R> overLists() {
            return inputs -> {
                Required.count("function", inputs, 3);
                return apply(inputs.get(0), inputs.get(1), inputs.get(2));
            };
        }
    }

    /** A function of four arrays. */
    @FunctionalInterface
    public interface Of4<R> {
        /** The result for these arrays. */
        R apply(Array a, Array b, Array c, Array d);

        /** The same function over lists. */
        default OfN<R> overLists() {
            return inputs -> {
                Required.count("function", inputs, 4);
                return apply(inputs.get(0), inputs.get(1), inputs.get(2), inputs.get(3));
            };
        }
    }

    /** A function of a list of arrays. */
    @FunctionalInterface
    public interface OfN<R> {
        /** The result for these arrays. */
        R apply(List<Array> inputs);
    }

    /** A function of a tree of arrays. */
    @FunctionalInterface
    public interface OfTree<R> {
        /** The result for this tree. */
        R apply(Tree tree);
    }
}
