package lazuli.examples.cifar;

import static lazuli.nn.Activations.relu;

import java.util.List;
import lazuli.core.Array;
import lazuli.nn.BatchNorm;
import lazuli.nn.Conv2d;
import lazuli.nn.Dropout;
import lazuli.nn.Layer;
import lazuli.nn.Linear;
import lazuli.nn.MaxPool2d;
import lazuli.nn.Module;

/** A small residual network: three blocks of two convolutions, each halving the image, and two linear layers; 0.56M parameters. */
final class SmallCnn extends Classifier {
    private final List<Block> blocks = List.of(new Block(3, 32), new Block(32, 64), new Block(64, 128));
    private final Linear hidden = new Linear(4 * 4 * 128, 128);
    private final Linear head;

    SmallCnn(int classes) {
        head = new Linear(128, classes);
    }

    /** Images (N, 32, 32, 3) to logits (N, classes). */
    @Override
    public Array forward(Array x) {
        for (Block block : blocks) {
            x = block.forward(x);
        }
        return head.forward(relu(hidden.forward(x.flatten(1, -1))));
    }

    /** Two convolutions beside a shortcut, then half the height and width. */
    private static final class Block extends Module implements Layer {
        private final Conv2d conv1;
        private final BatchNorm bn1;
        private final Conv2d conv2;
        private final BatchNorm bn2;
        private final Conv2d shortcut;
        private final MaxPool2d pool = new MaxPool2d(2);
        private final Dropout dropout = new Dropout(0.25f);

        Block(int in, int out) {
            conv1 = new Conv2d(in, out, 3, 1, 1);
            bn1 = new BatchNorm(out);
            conv2 = new Conv2d(out, out, 3, 1, 1);
            bn2 = new BatchNorm(out);
            shortcut = new Conv2d(in, out, 1);
        }

        @Override
        public Array forward(Array x) {
            Array y = relu(bn1.forward(conv1.forward(x)));
            y = bn2.forward(conv2.forward(y));
            y = relu(y.add(shortcut.forward(x)));
            return dropout.forward(pool.forward(y));
        }
    }
}
