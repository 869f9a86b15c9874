package lazuli.benchmarks.lazuli;

import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallStep;
import lazuli.core.Array;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.nn.Activations;
import lazuli.nn.Linear;
import lazuli.nn.ModelGradient;
import lazuli.nn.Module;
import lazuli.nn.Nn;
import lazuli.nn.Sequential;
import lazuli.optimizers.AdamW;
import lazuli.optimizers.Optimizer;

/** By Lazuli. */
public class LazuliSmallStep extends SmallStep {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(size, size));
        Array y = Random.uniform(-1.0, 1.0, Shape.of(size, size));
        eval(x, y);
        Sequential model = new Sequential(new Linear(size, size), Activations::relu, new Linear(size, size));
        Optimizer optimizer = new AdamW(1e-3);
        Fn2 step = form(model, optimizer, (a, b) -> mean(square(model.forward(a).subtract(b))));
        return () -> {
            Array loss = step.apply(x, y);
            eval(model, optimizer);
            return loss;
        };
    }

    /** A training step by a loss. */
    protected Fn2 form(Module model, Optimizer optimizer, Fn2 loss) {
        ModelGradient.Of2 gradient = Nn.valueAndGrad(model, loss);
        return (a, b) -> {
            ModelGradient result = gradient.apply(a, b);
            optimizer.update(model, result.grads());
            return result.value();
        };
    }
}
