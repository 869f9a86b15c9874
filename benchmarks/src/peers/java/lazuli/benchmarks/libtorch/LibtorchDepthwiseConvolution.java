package lazuli.benchmarks.libtorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.DepthwiseConvolution;
import org.openjdk.jmh.annotations.Param;

/** By libtorch, in either memory format. */
public class LibtorchDepthwiseConvolution extends DepthwiseConvolution {
    private static final Shape ONE = new Shape(1, 1);

    /** Of images and weights. */
    @Param
    public MemoryFormat format = MemoryFormat.NCHW;

    @Override
    protected Supplier<Object> prepare() {
        NDArray images = Libtorch.uniformImages(format, batch, 32, 32, channels);
        NDArray weights = Libtorch.uniformImages(format, channels, 3, 3, 1);
        images.setRequiresGradient(true);
        weights.setRequiresGradient(true);
        Engine engine = Engine.getEngine(Libtorch.ENGINE);
        return Libtorch.scoped(
                () -> {
                    try (GradientCollector collector = engine.newGradientCollector()) {
                        NDArray output = Conv2d.conv2d(images, weights, null, ONE, ONE, ONE, channels)
                                .singletonOrThrow();
                        collector.backward(output.sum());
                    }
                    return weights.getGradient();
                },
                images,
                weights);
    }
}
