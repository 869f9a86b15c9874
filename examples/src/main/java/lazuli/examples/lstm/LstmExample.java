package lazuli.examples.lstm;

import lazuli.examples.command.Example;
import lazuli.examples.command.ModelSize;
import lazuli.examples.command.Numbers;
import lazuli.examples.command.WeightsOptions;
import lazuli.examples.mnist.DigitLearner;
import lazuli.examples.mnist.Mnist;
import lazuli.examples.mnist.MnistOptions;
import lazuli.examples.training.EpochFigures;
import lazuli.examples.training.ModelWeights;
import lazuli.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a bidirectional LSTM to read handwritten digits row by row. */
@Command(name = "lstm-classifier", description = "a bidirectional LSTM that reads digits row by row")
public final class LstmExample extends Example<LstmExample.Outcome> {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "times to go through the training images (default ${DEFAULT-VALUE}); 0 only tests")
    private int epochs = 2;

    @Option(names = "--hidden", paramLabel = "N", description = "elements of a state (default ${DEFAULT-VALUE})")
    private int hiddenSize = 64;

    @Option(names = "--layers", paramLabel = "N", description = "of each direction (default ${DEFAULT-VALUE})")
    private int layers = 1;

    @Option(names = "--batch-size", paramLabel = "N", description = "images in a step (default ${DEFAULT-VALUE})")
    private int batchSize = 64;

    @Option(names = "--lr", paramLabel = "RATE", description = "learning rate of Adam (default ${DEFAULT-VALUE})")
    private float learningRate = 3e-3f;

    @Mixin
    private final MnistOptions mnist = new MnistOptions();

    @Mixin
    private final WeightsOptions weights = new WeightsOptions();

    /**
     * What came of it.
     *
     * @param accuracy on the test images, 0 to 1
     */
    public record Outcome(double accuracy) {}

    @Override
    protected Outcome run() {
        RowReader model = new RowReader(layers, hiddenSize);
        try (ModelWeights files = weights.open(model)) {
            return run(model, files);
        }
    }

    private Outcome run(RowReader model, ModelWeights files) {
        Mnist data = mnist.open();
        out.println(data.description());
        out.println(ModelSize.text(model));
        DigitLearner learner = new DigitLearner(model, new Adam(learningRate), batchSize, seed());
        double accuracy = 0;
        if (epochs == 0) {
            EpochFigures test = learner.test(data.test());
            out.println("test " + test.quality());
            accuracy = test.accuracy();
        }
        for (int epoch = 0; epoch < epochs; epoch++) {
            String task = "epoch %d/%d".formatted(epoch + 1, epochs);
            EpochFigures training = learner.learn(data.training(), epoch, task);
            EpochFigures test = learner.test(data.test());
            out.printf("%s: training %s; test %s%n", task, training, test.quality());
            accuracy = test.accuracy();
            files.save(task);
        }
        files.tell(out);
        return new Outcome(accuracy);
    }
}
