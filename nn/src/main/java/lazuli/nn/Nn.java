package lazuli.nn;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Fn3;
import lazuli.core.Fn4;
import lazuli.core.FnN;
import lazuli.core.Tree;
import lazuli.core.transform.ReverseMode;

/** Transforms of functions that use a model. */
public final class Nn {
    private Nn() {}

    /**
     * A function's value and its gradients with respect to the trainable parameters of a model that it uses. While the function runs, the
     * model holds placeholders; afterwards its parameters are the former ones again, whatever happens, except for what the function itself
     * has put there, like running statistics.
     *
     * @param function returns a real scalar
     */
    public static ModelGradient.Of1 valueAndGrad(Module model, Fn1 function) {
        return a -> valueAndGrad(model, function.overLists(), List.of(a));
    }

    /** As {@link #valueAndGrad(Module, Fn1)}, for a function of two arrays. */
    public static ModelGradient.Of2 valueAndGrad(Module model, Fn2 function) {
        return (a, b) -> valueAndGrad(model, function.overLists(), List.of(a, b));
    }

    /** As {@link #valueAndGrad(Module, Fn1)}, for a function of three arrays. */
    public static ModelGradient.Of3 valueAndGrad(Module model, Fn3 function) {
        return (a, b, c) -> valueAndGrad(model, function.overLists(), List.of(a, b, c));
    }

    /** As {@link #valueAndGrad(Module, Fn1)}, for a function of four arrays. */
    public static ModelGradient.Of4 valueAndGrad(Module model, Fn4 function) {
        return (a, b, c, d) -> valueAndGrad(model, function.overLists(), List.of(a, b, c, d));
    }

    /**
     * As {@link #valueAndGrad(Module, Fn1)}, for a function of a list of arrays that may have further outputs.
     *
     * @param function returns a real scalar first
     */
    public static ModelGradient.OfN valueAndGradN(Module model, FnN function) {
        return inputs -> valueAndGrad(model, function, inputs);
    }

    /**
     * A function with the same values and gradients that keeps only its argument and a model's parameters for the backward pass and
     * computes the rest again: less memory, more time. Gradients reach the argument and the model's trainable parameters, not other arrays
     * that the function captures. What the function puts into the model, like running statistics, it puts there once; random numbers are
     * the same in both passes.
     *
     * @param model what the function uses
     */
    public static Fn1 checkpoint(Module model, Fn1 function) {
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return a -> checkpointed.apply(List.of(a)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of two arrays. */
    public static Fn2 checkpoint(Module model, Fn2 function) {
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return (a, b) -> checkpointed.apply(List.of(a, b)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of three arrays. */
    public static Fn3 checkpoint(Module model, Fn3 function) {
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return (a, b, c) -> checkpointed.apply(List.of(a, b, c)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of four arrays. */
    public static Fn4 checkpoint(Module model, Fn4 function) {
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return (a, b, c, d) -> checkpointed.apply(List.of(a, b, c, d)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of a list of arrays. */
    public static FnN checkpointN(Module model, FnN function) {
        return ModelCheckpoint.of(model, function);
    }

    /** {@link #checkpoint(Module, Fn1)} of a layer's {@code forward}. */
    public static <M extends Module & Layer> Fn1 checkpoint(M layer) {
        return checkpoint(layer, (Array x) -> layer.forward(x));
    }

    private static ModelGradient valueAndGrad(Module model, FnN function, List<Array> inputs) {
        Tree trainable = model.trainableParameters();
        List<Array> parameters = trainable.leaves();
        IdentityHashMap<Array, Array> former = new IdentityHashMap<>();
        int[] all = new int[parameters.size()];
        Arrays.setAll(all, i -> i);
        try {
            ReverseMode.Result result = ReverseMode.grad(
                    placeholders -> {
                        for (int i = 0; i < all.length; i++) {
                            former.put(placeholders.get(i), parameters.get(i));
                        }
                        model.update(trainable.withLeaves(placeholders));
                        return function.apply(inputs);
                    },
                    parameters,
                    all);
            return new ModelGradient(result.outputs(), trainable.withLeaves(result.gradients()));
        } finally {
            model.apply(array -> former.getOrDefault(array, array));
        }
    }
}
