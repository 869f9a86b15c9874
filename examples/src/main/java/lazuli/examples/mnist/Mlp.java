package lazuli.examples.mnist;

import static lazuli.nn.Activations.relu;

import lazuli.core.Array;
import lazuli.nn.Linear;

/** Three linear layers; 0.27M parameters. */
public final class Mlp extends DigitClassifier {
    private final Linear fc1 = new Linear(28 * 28, 256);
    private final Linear fc2 = new Linear(256, 256);
    private final Linear head = new Linear(256, 10);

    @Override
    public Array forward(Array x) {
        return head.forward(relu(fc2.forward(relu(fc1.forward(x.flatten(1, -1))))));
    }
}
