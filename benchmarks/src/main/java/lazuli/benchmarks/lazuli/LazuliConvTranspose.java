package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.ConvTranspose;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliConvTranspose extends ConvTranspose {
    @Override
    protected Supplier<Array> prepare() {
        Array images = Random.uniform(-1.0, 1.0, Shape.of(batch, 16, 16, channels));
        Array weights = Random.uniform(-1.0, 1.0, Shape.of(channels, 4, 4, channels));
        eval(images, weights);
        return () -> computed(convTranspose2d(images, weights, 2, 1));
    }
}
