package lazuli.examples.cifar;

import static lazuli.nn.Activations.relu;

import java.util.List;
import lazuli.core.Array;
import lazuli.nn.BatchNorm;
import lazuli.nn.Conv2d;
import lazuli.nn.ConvOptions;
import lazuli.nn.Layer;
import lazuli.nn.Linear;
import lazuli.nn.Module;
import org.jspecify.annotations.Nullable;

/** ResNet-18 (He et al., 2016) for images of 32 x 32: a first convolution of 3 x 3 and no pooling after it; 11.17M parameters. */
final class ResNet18 extends Classifier {
    private static final ConvOptions PADDED = ConvOptions.DEFAULTS.padding(1).bias(false);

    private final Conv2d conv1 = new Conv2d(3, 64, 3, PADDED);
    private final BatchNorm bn1 = new BatchNorm(64);
    private final List<BasicBlock> layers = List.of(
            new BasicBlock(64, 64, 1), new BasicBlock(64, 64, 1),
            new BasicBlock(64, 128, 2), new BasicBlock(128, 128, 1),
            new BasicBlock(128, 256, 2), new BasicBlock(256, 256, 1),
            new BasicBlock(256, 512, 2), new BasicBlock(512, 512, 1));
    private final Linear head;

    ResNet18(int classes) {
        head = new Linear(512, classes);
    }

    /** Images (N, 32, 32, 3) to logits (N, classes). */
    @Override
    public Array forward(Array x) {
        x = relu(bn1.forward(conv1.forward(x)));
        for (BasicBlock layer : layers) {
            x = layer.forward(x);
        }
        return head.forward(x.mean(new int[] {1, 2}, false));
    }

    /** Two convolutions beside a shortcut, which is a convolution of 1 x 1 where the shape changes. */
    private static final class BasicBlock extends Module implements Layer {
        private final Conv2d conv1;
        private final BatchNorm bn1;
        private final Conv2d conv2;
        private final BatchNorm bn2;
        private final @Nullable Conv2d shortcutConv;
        private final @Nullable BatchNorm shortcutBn;

        BasicBlock(int in, int out, int stride) {
            conv1 = new Conv2d(in, out, 3, PADDED.stride(stride));
            bn1 = new BatchNorm(out);
            conv2 = new Conv2d(out, out, 3, PADDED);
            bn2 = new BatchNorm(out);
            boolean changes = stride != 1 || in != out;
            shortcutConv = changes ? new Conv2d(in, out, 1, PADDED.padding(0).stride(stride)) : null;
            shortcutBn = changes ? new BatchNorm(out) : null;
        }

        @Override
        public Array forward(Array x) {
            Array y = relu(bn1.forward(conv1.forward(x)));
            y = bn2.forward(conv2.forward(y));
            Array shortcut =
                    shortcutConv == null || shortcutBn == null ? x : shortcutBn.forward(shortcutConv.forward(x));
            return relu(y.add(shortcut));
        }
    }
}
