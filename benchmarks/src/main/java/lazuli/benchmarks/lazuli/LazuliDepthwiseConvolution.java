package lazuli.benchmarks.lazuli;

import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.DepthwiseConvolution;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ValueAndGrad;

/** By Lazuli. */
public class LazuliDepthwiseConvolution extends DepthwiseConvolution {
    @Override
    protected Supplier<ValueAndGrad> prepare() {
        Array images = Random.uniform(-1.0, 1.0, Shape.of(batch, 32, 32, channels));
        Array weights = Random.uniform(-1.0, 1.0, Shape.of(channels, 3, 3, 1));
        eval(images, weights);
        ConvolutionOptions options = ConvolutionOptions.DEFAULTS.padding(1).groups(channels);
        var sumAndGradients = valueAndGrad((Array x, Array w) -> sum(conv2d(x, w, options)), 0, 1);
        return () -> {
            ValueAndGrad result = sumAndGradients.apply(images, weights);
            eval(result.value(), result.grads().get(0), result.grads().get(1));
            return result;
        };
    }
}
