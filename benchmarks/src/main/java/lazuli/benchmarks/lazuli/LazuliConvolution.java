package lazuli.benchmarks.lazuli;

import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Convolution;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ValueAndGrad;

/** By Lazuli. */
public class LazuliConvolution extends Convolution {
    @Override
    protected Supplier<ValueAndGrad> prepare() {
        Array images = Random.uniform(-1.0, 1.0, Shape.of(batch, 32, 32, channels));
        Array weights = Random.uniform(-1.0, 1.0, Shape.of(channels, 3, 3, channels));
        eval(images, weights);
        var sumAndGradients = valueAndGrad((Array x, Array w) -> sum(conv2d(x, w, 1, 1)), 0, 1);
        return () -> {
            ValueAndGrad result = sumAndGradients.apply(images, weights);
            eval(result.value(), result.grads().get(0), result.grads().get(1));
            return result;
        };
    }
}
