package lazuli.nn;

import java.util.IdentityHashMap;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.FnN;
import lazuli.core.Tree;
import lazuli.core.graph.Required;

/**
 * Computing in a narrow dtype with a model whose parameters stay wide, so that small updates are not rounded away (Micikevicius et al.,
 * <a href="https://arxiv.org/abs/1710.03740">Mixed Precision Training</a>, 2018). Gradients with respect to the model have the dtype of its
 * parameters:
 *
 * <pre>{@code
 * Fn2 forward = MixedPrecision.in(DType.BFLOAT16, model, (x, y) -> Losses.crossEntropy(model.forward(x).astype(FLOAT32), y).mean());
 * var step = Nn.valueAndGrad(model, forward).apply(images, labels);
 * optimizer.update(model, step.grads());
 * }</pre>
 *
 * <p>Compute losses in float32, as above. float16, unlike bfloat16, has so narrow a range that the loss must be scaled for the gradients not
 * to vanish; multiply it before, and the gradients afterwards.
 */
public final class MixedPrecision {
    private MixedPrecision() {}

    /**
     * The function with its floating arguments and the model's trainable parameters in a dtype while it runs.
     *
     * @param dtype a real floating one
     * @param model what the function uses; afterwards its parameters are the former ones again
     * @throws IllegalArgumentException if the dtype is not real and floating
     */
    public static Fn1 in(DType dtype, Module model, Fn1 function) {
        Required.argument("in", "dtype", dtype);
        Required.argument("in", "model", model);
        Required.argument("in", "function", function);
        FnN narrow = narrowly(dtype, model, function.overLists());
        return a -> narrow.apply(Required.inputs("in", a)).getFirst();
    }

    /** As {@link #in(DType, Module, Fn1)}, for a function of two arrays. */
    public static Fn2 in(DType dtype, Module model, Fn2 function) {
        Required.argument("in", "dtype", dtype);
        Required.argument("in", "model", model);
        Required.argument("in", "function", function);
        FnN narrow = narrowly(dtype, model, function.overLists());
        return (a, b) -> narrow.apply(Required.inputs("in", a, b)).getFirst();
    }

    /** As {@link #in(DType, Module, Fn1)}, for a function of a list of arrays. */
    public static FnN inN(DType dtype, Module model, FnN function) {
        Required.argument("in_n", "dtype", dtype);
        Required.argument("in_n", "model", model);
        Required.argument("in_n", "function", function);
        return narrowly(dtype, model, function);
    }

    private static FnN narrowly(DType dtype, Module model, FnN function) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException("[mixed_precision] computes in a real floating dtype, not " + dtype);
        }
        return arguments -> {
            Required.arguments("mixed_precision", "inputs", arguments);
            IdentityHashMap<Array, Array> former = new IdentityHashMap<>();
            Tree narrow = model.trainableParameters().map(parameter -> {
                Array cast = narrowed(parameter, dtype);
                former.put(cast, parameter);
                return cast;
            });
            model.update(narrow);
            try {
                return function.apply(arguments.stream()
                        .map(argument -> narrowed(argument, dtype))
                        .toList());
            } finally {
                model.apply(array -> former.getOrDefault(array, array));
            }
        };
    }

    private static Array narrowed(Array array, DType dtype) {
        return array.dtype().isFloating() ? array.astype(dtype) : array;
    }
}
