package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.graph.ArrayType;

/** What a program was made for. */
record Signature(List<ArrayType> arguments, StateForm state, Stream stream) {
    static Signature of(List<Array> arguments, StateForm state, Stream stream) {
        return new Signature(arguments.stream().map(Array::type).toList(), state, stream);
    }

    /** Whether it is the one that {@link #of} would make. */
    @SuppressWarnings("ReferenceEquality") // another form may be equal, which is found out more slowly
    boolean isOf(List<Array> given, StateForm form, Stream where) {
        if (state != form || stream != where || arguments.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!arguments.get(i).equals(given.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    /** The types of the arguments and then of the state's arrays. */
    List<ArrayType> types() {
        List<ArrayType> types = new ArrayList<>(arguments);
        types.addAll(state.types());
        return types;
    }

    /** Of the arguments ranks and dtypes alone. */
    Signature withoutLengths() {
        List<ArrayType> bare = arguments.stream().map(Signature::withoutLengths).toList();
        return new Signature(bare, state, stream);
    }

    private static ArrayType withoutLengths(ArrayType type) {
        int[] ones = new int[type.shape().rank()];
        Arrays.fill(ones, 1);
        return type.with(Shape.of(ones));
    }
}
