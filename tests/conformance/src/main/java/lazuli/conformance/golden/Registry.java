package lazuli.conformance.golden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;

/** What MLX's names mean here. A family is a class with a {@code register} method, listed in the constructor. */
final class Registry {
    private static final Registry INSTANCE = new Registry();

    private final Map<String, Function> functions = new HashMap<>();

    /** A function by MLX's name and arguments. */
    @FunctionalInterface
    interface Function {
        List<Array> apply(Call call);
    }

    /** A function with one result. */
    @FunctionalInterface
    interface Single {
        Array apply(Call call);
    }

    private Registry() {
        ElementwiseFamily.register(this);
        ShapeFamily.register(this);
        RearrangementFamily.register(this);
        CreationFamily.register(this);
        ReductionFamily.register(this);
        ScanFamily.register(this);
        SortingFamily.register(this);
        IndexingFamily.register(this);
        ProductFamily.register(this);
        ConvolutionFamily.register(this);
        FastFamily.register(this);
        LinalgFamily.register(this);
        FftFamily.register(this);
        QuantizedFamily.register(this);
        RandomFamily.register(this);
        TransformFamily.register(this);
    }

    void put(String name, Function function) {
        if (functions.put(name, function) != null) {
            throw new IllegalStateException(name + " is registered twice");
        }
    }

    void single(String name, Single function) {
        put(name, call -> List.of(function.apply(call)));
    }

    static boolean knows(String name) {
        return INSTANCE.functions.containsKey(name);
    }

    static Function function(String name) {
        Function function = INSTANCE.functions.get(name);
        if (function == null) {
            throw new UnknownOperationException(name);
        }
        return function;
    }

    /** A case needs an operation that no family has registered. */
    static final class UnknownOperationException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownOperationException(String name) {
            super(name);
        }
    }
}
