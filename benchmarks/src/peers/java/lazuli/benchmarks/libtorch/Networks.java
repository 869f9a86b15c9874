package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** The networks of the CIFAR trainer, layer by layer, for images (N, 3, 32, 32) and 10 classes. */
final class Networks {
    private Networks() {}

    static Block smallCnn() {
        return new SequentialBlock()
                .add(smallCnnBlock(32))
                .add(smallCnnBlock(64))
                .add(smallCnnBlock(128))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(128).build())
                .add(Activation.reluBlock())
                .add(dropout())
                .add(Linear.builder().setUnits(10).build());
    }

    private static Block smallCnnBlock(int channels) {
        SequentialBlock convolutions = new SequentialBlock()
                .add(convolution(channels, 3, 1, true))
                .add(batchNorm())
                .add(Activation.reluBlock())
                .add(convolution(channels, 3, 1, true))
                .add(batchNorm());
        return new SequentialBlock()
                .add(sum(convolutions, convolution(channels, 1, 1, true)))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(dropout());
    }

    static Block resNet18() {
        return new SequentialBlock()
                .add(convolution(64, 3, 1, false))
                .add(batchNorm())
                .add(Activation.reluBlock())
                .add(basicBlock(64, 1, false))
                .add(basicBlock(64, 1, false))
                .add(basicBlock(128, 2, true))
                .add(basicBlock(128, 1, false))
                .add(basicBlock(256, 2, true))
                .add(basicBlock(256, 1, false))
                .add(basicBlock(512, 2, true))
                .add(basicBlock(512, 1, false))
                .add(Pool.globalAvgPool2dBlock())
                .add(Linear.builder().setUnits(10).build());
    }

    private static Block basicBlock(int channels, int stride, boolean changes) {
        SequentialBlock convolutions = new SequentialBlock()
                .add(convolution(channels, 3, stride, false))
                .add(batchNorm())
                .add(Activation.reluBlock())
                .add(convolution(channels, 3, 1, false))
                .add(batchNorm());
        Block shortcut = changes
                ? new SequentialBlock()
                        .add(convolution(channels, 1, stride, false))
                        .add(batchNorm())
                : Blocks.identityBlock();
        return new SequentialBlock().add(sum(convolutions, shortcut)).add(Activation.reluBlock());
    }

    private static Block sum(Block one, Block other) {
        return new ParallelBlock(Networks::sumOfOutputs, List.of(one, other));
    }

    private static NDList sumOfOutputs(List<NDList> outputs) {
        NDArray sum = outputs.get(0).singletonOrThrow().add(outputs.get(1).singletonOrThrow());
        return new NDList(sum);
    }

    private static Block convolution(int channels, int kernel, int stride, boolean bias) {
        return Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optStride(new Shape(stride, stride))
                .setFilters(channels)
                .optBias(bias)
                .build();
    }

    private static Block batchNorm() {
        return BatchNorm.builder().build();
    }

    private static Block dropout() {
        return Dropout.builder().optRate(0.25f).build();
    }
}
