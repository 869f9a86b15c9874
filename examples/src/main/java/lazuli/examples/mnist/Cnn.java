package lazuli.examples.mnist;

import static lazuli.nn.Activations.relu;

import lazuli.core.Array;
import lazuli.nn.Conv2d;
import lazuli.nn.Linear;
import lazuli.nn.MaxPool2d;

/** Two convolutions, each halving the image, and two linear layers; 0.21M parameters. */
public final class Cnn extends DigitClassifier {
    private final Conv2d conv1 = new Conv2d(1, 16, 3, 1, 1);
    private final Conv2d conv2 = new Conv2d(16, 32, 3, 1, 1);
    private final MaxPool2d pool = new MaxPool2d(2);
    private final Linear hidden = new Linear(7 * 7 * 32, 128);
    private final Linear head = new Linear(128, 10);

    @Override
    public Array forward(Array x) {
        x = pool.forward(relu(conv1.forward(x)));
        x = pool.forward(relu(conv2.forward(x)));
        return head.forward(relu(hidden.forward(x.flatten(1, -1))));
    }
}
