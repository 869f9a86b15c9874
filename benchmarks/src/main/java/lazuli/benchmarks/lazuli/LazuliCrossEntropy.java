package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.List;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.CrossEntropy;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ValueAndGrad;
import lazuli.nn.Losses;

/** By Lazuli. */
public class LazuliCrossEntropy extends CrossEntropy {
    @Override
    protected Supplier<List<Array>> prepare() {
        Array logits = Random.uniform(-1.0, 1.0, Shape.of(rows, classes));
        Array labels = Random.randint(0, classes, Shape.of(rows), null);
        eval(logits, labels);
        var lossAndGradient =
                valueAndGrad((Array x, Array y) -> Losses.crossEntropy(x, y).mean(), 0);
        FnN function = form(inputs -> {
            ValueAndGrad result = lossAndGradient.apply(inputs.get(0), inputs.get(1));
            return List.of(result.value(), result.grad());
        });
        List<Array> inputs = List.of(logits, labels);
        return () -> computed(function.apply(inputs));
    }

    /** What runs in place of the function as it is written. */
    protected FnN form(FnN lossAndGradient) {
        return lossAndGradient;
    }
}
