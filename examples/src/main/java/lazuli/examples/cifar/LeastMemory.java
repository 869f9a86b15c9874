package lazuli.examples.cifar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a training step with AdamW has to hold at least, found by walking a network's layers on paper: parameters, two moments for each, and at
 * the worst point what the layers before need for their derivatives, the two cotangents that the present layer works on, and the gradients of
 * the layers behind. A value that two layers need counts once.
 */
final class LeastMemory {
    private final int batchSize;
    private final List<Layer> layers = new ArrayList<>();
    private final Set<Value> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A layer's input or output without the batch; two of the same shape are two. */
    private static final class Value {
        final int side;
        final int channels;

        Value(int side, int channels) {
            this.side = side;
            this.channels = channels;
        }

        long elements() {
            return (long) side * side * channels;
        }
    }

    /**
     * In bytes.
     *
     * @param keeps what the backward pass needs and no layer before keeps
     * @param works the cotangents of input and output
     */
    private record Layer(long keeps, long works, long parameters) {}

    private LeastMemory(int batchSize) {
        this.batchSize = batchSize;
    }

    /** Of a step with a network of ten classes. */
    static LeastMemory of(CifarModel kind, int batchSize) {
        LeastMemory memory = new LeastMemory(batchSize);
        Value images = new Value(32, 3);
        switch (kind) {
            case SMALL_CNN -> memory.smallCnn(images);
            case RESNET18 -> memory.resNet18(images);
        }
        return memory;
    }

    /** Bytes of all parameters. */
    long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }

    /** Bytes of all that is alive at the worst point. */
    long bytes() {
        long keeps = layers.stream().mapToLong(Layer::keeps).sum();
        long gradients = 0;
        long worst = 0;
        for (Layer layer : layers.reversed()) {
            gradients += layer.parameters();
            worst = Math.max(worst, keeps + layer.works() + gradients);
            keeps -= layer.keeps();
        }
        return 3 * parameters() + worst;
    }

    // ---- networks; where two branches are added, nothing has to be kept

    private void smallCnn(Value images) {
        Value x = images;
        for (int channels : new int[] {32, 64, 128}) {
            Value y = relu(batchNorm(convolution(x, channels, 3, 1, true)));
            y = batchNorm(convolution(y, channels, 3, 1, true));
            convolution(x, channels, 1, 1, true);
            x = dropout(pool(relu(y)));
        }
        linear(relu(linear(new Value(1, 4 * 4 * 128), 128)), 10);
    }

    private void resNet18(Value images) {
        Value x = relu(batchNorm(convolution(images, 64, 3, 1, false)));
        for (int channels : new int[] {64, 128, 256, 512}) {
            x = basicBlock(x, channels, channels / x.channels);
            x = basicBlock(x, channels, 1);
        }
        linear(new Value(1, x.channels), 10);
    }

    private Value basicBlock(Value x, int channels, int stride) {
        Value y = relu(batchNorm(convolution(x, channels, 3, stride, false)));
        y = batchNorm(convolution(y, channels, 3, 1, false));
        if (channels != x.channels) {
            batchNorm(convolution(x, channels, 1, stride, false));
        }
        return relu(y);
    }

    // ---- layers

    /** Its input gives the gradient of the weights. */
    private Value convolution(Value x, int channels, int window, int stride, boolean bias) {
        Value y = new Value(x.side / stride, channels);
        long parameters = (long) window * window * x.channels * channels + (bias ? channels : 0);
        return layer(keep(x), x, y, parameters);
    }

    /** Its input, and each channel's mean and variance. */
    private Value batchNorm(Value x) {
        Value y = new Value(x.side, x.channels);
        return layer(keep(x) + 2L * x.channels * Float.BYTES, x, y, 2L * x.channels);
    }

    /** Its output says where it let its input pass. */
    private Value relu(Value x) {
        Value y = new Value(x.side, x.channels);
        return layer(keep(y), x, y, 0);
    }

    /** Where each maximum was. */
    private Value pool(Value x) {
        Value y = new Value(x.side / 2, x.channels);
        return layer(batchSize * y.elements() * Integer.BYTES, x, y, 0);
    }

    /** Which elements it let pass, a byte each. */
    private Value dropout(Value x) {
        Value y = new Value(x.side, x.channels);
        return layer(batchSize * y.elements(), x, y, 0);
    }

    private Value linear(Value x, int features) {
        return layer(keep(x), x, new Value(1, features), (x.elements() + 1) * features);
    }

    private long keep(Value value) {
        return kept.add(value) ? bytes(value) : 0;
    }

    private long bytes(Value value) {
        return batchSize * value.elements() * Float.BYTES;
    }

    private Value layer(long keeps, Value x, Value y, long parameters) {
        layers.add(new Layer(keeps, bytes(x) + bytes(y), parameters * Float.BYTES));
        return y;
    }
}
