package lazuli.examples.lstm;

import static lazuli.core.Mx.concatenate;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Slice;
import lazuli.examples.mnist.DigitClassifier;
import lazuli.nn.LSTM;
import lazuli.nn.Linear;
import lazuli.nn.Recurrent;

/** A bidirectional LSTM over the rows of an image, and a linear layer on the last state of each direction. */
final class RowReader extends DigitClassifier {
    private static final int WIDTH = 28;

    private final Recurrent lstm;
    private final Linear head;
    private final int hiddenSize;

    /** A reader with states of this size. */
    RowReader(int layers, int hiddenSize) {
        this.lstm = new Recurrent(layers, true, WIDTH, hiddenSize, size -> new LSTM(size, hiddenSize));
        this.head = new Linear(2 * hiddenSize, 10);
        this.hiddenSize = hiddenSize;
    }

    @Override
    public Array forward(Array x) {
        Array states = lstm.forward(x.squeeze(-1));
        Array down = states.at(Slice.all(), Index.of(-1), Slice.to(hiddenSize));
        Array up = states.at(Slice.all(), Index.of(0), Slice.from(hiddenSize));
        return head.forward(concatenate(List.of(down, up), -1));
    }
}
