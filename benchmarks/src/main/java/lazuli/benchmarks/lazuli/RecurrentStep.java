package lazuli.benchmarks.lazuli;

import static lazuli.core.Mx.eval;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.Fn2;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.nn.Layer;
import lazuli.nn.Module;
import lazuli.nn.Nn;
import lazuli.optimizers.SGD;

/** A step of training of a recurrent layer on the same sequences again and again. */
final class RecurrentStep {
    private RecurrentStep() {}

    /**
     * A step.
     *
     * @param form what runs in place of the step as it is written, which changes the state
     */
    static <M extends Module & Layer> Supplier<Float> of(
            M layer, int batch, int length, int features, BiFunction<Fn2, State, Fn2> form) {
        SGD optimizer = new SGD(1e-3);
        Array x = Random.uniform(-1.0, 1.0, Shape.of(batch, length, features));
        Array y = Random.uniform(-1.0, 1.0, Shape.of(batch, length, features));
        eval(x, y);
        var lossAndGradients = Nn.valueAndGrad(
                layer, (a, b) -> Mx.mean(Mx.square(layer.forward(a).subtract(b))));
        Fn2 step = form.apply(
                (a, b) -> {
                    var result = lossAndGradients.apply(a, b);
                    optimizer.update(layer, result.grads());
                    return result.value();
                },
                State.of(layer, optimizer));
        return () -> {
            Array loss = step.apply(x, y);
            eval(layer, optimizer);
            return loss.itemFloat();
        };
    }
}
