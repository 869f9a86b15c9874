package lazuli.nn;

import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.ArrayFunction;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Fn3;
import lazuli.core.Fn4;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.ValueAndAux;
import lazuli.core.graph.Required;
import lazuli.core.transform.AuxiliaryResult;
import lazuli.core.transform.ReverseMode;

/** Transforms of functions that use a model. */
public final class Nn {
    private Nn() {}

    /**
     * A function's value and its gradients with respect to the trainable parameters of a model that it uses. While the function runs, the
     * model holds placeholders; afterwards its parameters are the former ones again, whatever happens, except for what the function itself
     * has put there, like running statistics. Trainable parameters of integers or bool are passed over: see {@link
     * ModelGradient#passedOver}.
     *
     * @param function returns a real scalar
     */
    public static ModelGradient.Of1 valueAndGrad(Module model, Fn1 function) {
        Required.argument("value_and_grad", "model", model);
        Required.argument("value_and_grad", "function", function);
        return a -> valueAndGrad(model, function.overLists(), Required.inputs("value_and_grad", a));
    }

    /** As {@link #valueAndGrad(Module, Fn1)}, for a function of two arrays. */
    public static ModelGradient.Of2 valueAndGrad(Module model, Fn2 function) {
        Required.argument("value_and_grad", "model", model);
        Required.argument("value_and_grad", "function", function);
        return (a, b) -> valueAndGrad(model, function.overLists(), Required.inputs("value_and_grad", a, b));
    }

    /** As {@link #valueAndGrad(Module, Fn1)}, for a function of three arrays. */
    public static ModelGradient.Of3 valueAndGrad(Module model, Fn3 function) {
        Required.argument("value_and_grad", "model", model);
        Required.argument("value_and_grad", "function", function);
        return (a, b, c) -> valueAndGrad(model, function.overLists(), Required.inputs("value_and_grad", a, b, c));
    }

    /** As {@link #valueAndGrad(Module, Fn1)}, for a function of four arrays. */
    public static ModelGradient.Of4 valueAndGrad(Module model, Fn4 function) {
        Required.argument("value_and_grad", "model", model);
        Required.argument("value_and_grad", "function", function);
        return (a, b, c, d) -> valueAndGrad(model, function.overLists(), Required.inputs("value_and_grad", a, b, c, d));
    }

    /**
     * As {@link #valueAndGrad(Module, Fn1)}, for a function of a list of arrays that may have further outputs.
     *
     * @param function returns a real scalar first
     */
    public static ModelGradient.OfN valueAndGradN(Module model, FnN function) {
        Required.argument("value_and_grad_n", "model", model);
        Required.argument("value_and_grad_n", "function", function);
        return inputs -> valueAndGrad(model, function, Required.arguments("value_and_grad_n", "inputs", inputs));
    }

    /**
     * As {@link #valueAndGrad(Module, Fn1)}, for a function that returns something else besides its value: predictions, several losses, or any object.
     * Arrays in it are not differentiated.
     *
     * @param function returns {@code new ValueAndAux<>(loss, predictions)}
     */
    public static <T> ArrayFunction.Of1<ModelGradientWithAux<T>> valueAndGradWithAux(
            Module model, ArrayFunction.Of1<ValueAndAux<T>> function) {
        Required.argument("value_and_grad_with_aux", "model", model);
        Required.argument("value_and_grad_with_aux", "function", function);
        return a -> valueAndGradWithAux(model, function.overLists(), Required.inputs("value_and_grad_with_aux", a));
    }

    /** As {@link #valueAndGradWithAux(Module, ArrayFunction.Of1)}, for a function of two arrays. */
    public static <T> ArrayFunction.Of2<ModelGradientWithAux<T>> valueAndGradWithAux(
            Module model, ArrayFunction.Of2<ValueAndAux<T>> function) {
        Required.argument("value_and_grad_with_aux", "model", model);
        Required.argument("value_and_grad_with_aux", "function", function);
        return (a, b) ->
                valueAndGradWithAux(model, function.overLists(), Required.inputs("value_and_grad_with_aux", a, b));
    }

    /** As {@link #valueAndGradWithAux(Module, ArrayFunction.Of1)}, for a function of three arrays. */
    public static <T> ArrayFunction.Of3<ModelGradientWithAux<T>> valueAndGradWithAux(
            Module model, ArrayFunction.Of3<ValueAndAux<T>> function) {
        Required.argument("value_and_grad_with_aux", "model", model);
        Required.argument("value_and_grad_with_aux", "function", function);
        return (a, b, c) ->
                valueAndGradWithAux(model, function.overLists(), Required.inputs("value_and_grad_with_aux", a, b, c));
    }

    /** As {@link #valueAndGradWithAux(Module, ArrayFunction.Of1)}, for a function of four arrays. */
    public static <T> ArrayFunction.Of4<ModelGradientWithAux<T>> valueAndGradWithAux(
            Module model, ArrayFunction.Of4<ValueAndAux<T>> function) {
        Required.argument("value_and_grad_with_aux", "model", model);
        Required.argument("value_and_grad_with_aux", "function", function);
        return (a, b, c, d) -> valueAndGradWithAux(
                model, function.overLists(), Required.inputs("value_and_grad_with_aux", a, b, c, d));
    }

    /** As {@link #valueAndGradWithAux(Module, ArrayFunction.Of1)}, for a function of a list of arrays. */
    public static <T> ArrayFunction.OfN<ModelGradientWithAux<T>> valueAndGradWithAuxN(
            Module model, ArrayFunction.OfN<ValueAndAux<T>> function) {
        Required.argument("value_and_grad_with_aux_n", "model", model);
        Required.argument("value_and_grad_with_aux_n", "function", function);
        return inputs ->
                valueAndGradWithAux(model, function, Required.arguments("value_and_grad_with_aux_n", "inputs", inputs));
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
        Required.argument("checkpoint", "model", model);
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return a -> checkpointed.apply(Required.inputs("checkpoint", a)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of two arrays. */
    public static Fn2 checkpoint(Module model, Fn2 function) {
        Required.argument("checkpoint", "model", model);
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return (a, b) -> checkpointed.apply(Required.inputs("checkpoint", a, b)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of three arrays. */
    public static Fn3 checkpoint(Module model, Fn3 function) {
        Required.argument("checkpoint", "model", model);
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return (a, b, c) ->
                checkpointed.apply(Required.inputs("checkpoint", a, b, c)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of four arrays. */
    public static Fn4 checkpoint(Module model, Fn4 function) {
        Required.argument("checkpoint", "model", model);
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = ModelCheckpoint.of(model, function.overLists());
        return (a, b, c, d) ->
                checkpointed.apply(Required.inputs("checkpoint", a, b, c, d)).getFirst();
    }

    /** As {@link #checkpoint(Module, Fn1)}, for a function of a list of arrays. */
    public static FnN checkpointN(Module model, FnN function) {
        Required.argument("checkpoint_n", "model", model);
        Required.argument("checkpoint_n", "function", function);
        return ModelCheckpoint.of(model, function);
    }

    /** {@link #checkpoint(Module, Fn1)} of a layer's {@code forward}. */
    public static <M extends Module & Layer> Fn1 checkpoint(M layer) {
        return checkpoint(layer, (Array x) -> layer.forward(x));
    }

    // ---- compiled

    /**
     * {@link Mx#compile(Fn1, State)} of a function that uses a model: the model's parameters and the global random sequence are its state. The
     * compiled function reads the parameters that the model has at each call, and replaces those that the function replaces, like running
     * statistics; each call draws new random numbers. After {@link Module#train(boolean)}, {@link Module#freeze} and {@link Module#unfreeze} the
     * function is traced again.
     *
     * <pre>{@code
     * Fn1 predict = Nn.compile(model, (Array x) -> softmax(model.forward(x), -1));
     * }</pre>
     */
    public static Fn1 compile(Module model, Fn1 function) {
        Required.argument("compile", "model", model);
        Required.argument("compile", "function", function);
        return Mx.compile(function, stateOf(model));
    }

    /** As {@link #compile(Module, Fn1)}, for a function of two arrays. */
    public static Fn2 compile(Module model, Fn2 function) {
        Required.argument("compile", "model", model);
        Required.argument("compile", "function", function);
        return Mx.compile(function, stateOf(model));
    }

    /** As {@link #compile(Module, Fn1)}, for a function of three arrays. */
    public static Fn3 compile(Module model, Fn3 function) {
        Required.argument("compile", "model", model);
        Required.argument("compile", "function", function);
        return Mx.compile(function, stateOf(model));
    }

    /** As {@link #compile(Module, Fn1)}, for a function of four arrays. */
    public static Fn4 compile(Module model, Fn4 function) {
        Required.argument("compile", "model", model);
        Required.argument("compile", "function", function);
        return Mx.compile(function, stateOf(model));
    }

    /** As {@link #compile(Module, Fn1)}, for a function of a list of arrays. */
    public static FnN compileN(Module model, FnN function) {
        Required.argument("compile_n", "model", model);
        Required.argument("compile_n", "function", function);
        return Mx.compileN(function, stateOf(model));
    }

    private static State stateOf(Module model) {
        return State.of(model, Random.state());
    }

    /**
     * A compiled training step: the loss's gradients for the model's trainable parameters, the optimizer's step, and the loss as it was before.
     * Model, optimizer and the global random sequence are its state. Evaluate model and optimizer after each step:
     *
     * <pre>{@code
     * Fn2 step = Nn.trainStep(model, optimizer, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
     * for (Batch batch : batches) {
     *     Array loss = step.apply(batch.images(), batch.labels());
     *     eval(model, optimizer);
     * }
     * }</pre>
     *
     * @param loss returns a real scalar
     */
    public static Fn1 trainStep(Module model, ModelUpdate optimizer, Fn1 loss) {
        Required.argument("train_step", "model", model);
        Required.argument("train_step", "optimizer", optimizer);
        Required.argument("train_step", "loss", loss);
        FnN step = plainStep(model, optimizer, loss.overLists());
        return Mx.compile(
                (Array a) -> step.apply(Required.inputs("train_step", a)).getFirst(), stateOf(model, optimizer));
    }

    /** As {@link #trainStep(Module, ModelUpdate, Fn1)}, for a loss of two arrays. */
    public static Fn2 trainStep(Module model, ModelUpdate optimizer, Fn2 loss) {
        Required.argument("train_step", "model", model);
        Required.argument("train_step", "optimizer", optimizer);
        Required.argument("train_step", "loss", loss);
        FnN step = plainStep(model, optimizer, loss.overLists());
        return Mx.compile(
                (Array a, Array b) ->
                        step.apply(Required.inputs("train_step", a, b)).getFirst(),
                stateOf(model, optimizer));
    }

    /** As {@link #trainStep(Module, ModelUpdate, Fn1)}, for a loss of three arrays. */
    public static Fn3 trainStep(Module model, ModelUpdate optimizer, Fn3 loss) {
        Required.argument("train_step", "model", model);
        Required.argument("train_step", "optimizer", optimizer);
        Required.argument("train_step", "loss", loss);
        FnN step = plainStep(model, optimizer, loss.overLists());
        return Mx.compile(
                (Array a, Array b, Array c) ->
                        step.apply(Required.inputs("train_step", a, b, c)).getFirst(),
                stateOf(model, optimizer));
    }

    /** As {@link #trainStep(Module, ModelUpdate, Fn1)}, for a loss of four arrays. */
    public static Fn4 trainStep(Module model, ModelUpdate optimizer, Fn4 loss) {
        Required.argument("train_step", "model", model);
        Required.argument("train_step", "optimizer", optimizer);
        Required.argument("train_step", "loss", loss);
        FnN step = plainStep(model, optimizer, loss.overLists());
        return Mx.compile(
                (Array a, Array b, Array c, Array d) ->
                        step.apply(Required.inputs("train_step", a, b, c, d)).getFirst(),
                stateOf(model, optimizer));
    }

    /**
     * As {@link #trainStep(Module, ModelUpdate, Fn1)}, for a loss of a list of arrays that may have further outputs, which the step returns too.
     *
     * @param loss returns a real scalar first
     */
    public static FnN trainStepN(Module model, ModelUpdate optimizer, FnN loss) {
        Required.argument("train_step_n", "model", model);
        Required.argument("train_step_n", "optimizer", optimizer);
        Required.argument("train_step_n", "loss", loss);
        return Mx.compileN(plainStep(model, optimizer, loss), stateOf(model, optimizer));
    }

    private static FnN plainStep(Module model, ModelUpdate optimizer, FnN loss) {
        ModelGradient.OfN lossAndGrad = valueAndGradN(model, loss);
        return inputs -> {
            ModelGradient result = lossAndGrad.apply(inputs);
            optimizer.update(model, result.grads());
            return result.values();
        };
    }

    private static State stateOf(Module model, ModelUpdate optimizer) {
        return State.of(model, optimizer, Random.state());
    }

    private static ModelGradient valueAndGrad(Module model, FnN function, List<Array> inputs) {
        Tree trainable = model.trainableParameters();
        List<Array> parameters = trainable.leaves();
        IdentityHashMap<Array, Array> former = new IdentityHashMap<>();
        try {
            ReverseMode.TreeResult result = ReverseMode.grad(
                    placeholders -> {
                        List<Array> leaves = placeholders.leaves();
                        for (int i = 0; i < leaves.size(); i++) {
                            former.put(leaves.get(i), parameters.get(i));
                        }
                        model.update(placeholders);
                        return function.apply(inputs);
                    },
                    trainable);
            return new ModelGradient(result.outputs(), result.gradients(), result.passedOver());
        } finally {
            model.apply(array -> former.getOrDefault(array, array));
        }
    }

    private static <T> ModelGradientWithAux<T> valueAndGradWithAux(
            Module model, ArrayFunction.OfN<ValueAndAux<T>> function, List<Array> inputs) {
        AuxiliaryResult<T> auxiliary = new AuxiliaryResult<>(function);
        ModelGradient result = valueAndGrad(model, auxiliary.value(), inputs);
        return new ModelGradientWithAux<>(result.value(), auxiliary.kept(), result.grads(), result.passedOver());
    }
}
