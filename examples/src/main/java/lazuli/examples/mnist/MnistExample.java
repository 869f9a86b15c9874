package lazuli.examples.mnist;

import lazuli.examples.command.Example;
import lazuli.examples.command.ModelSize;
import lazuli.examples.command.Numbers;
import lazuli.examples.command.WeightsOptions;
import lazuli.examples.training.ClassAccuracy;
import lazuli.examples.training.EpochFigures;
import lazuli.examples.training.ModelWeights;
import lazuli.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network to read handwritten digits. */
@Command(name = "mnist", description = "a network that reads handwritten digits")
public final class MnistExample extends Example<MnistExample.Outcome> {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            converter = DigitModel.Converter.class,
            description = "cnn or mlp (default ${DEFAULT-VALUE})")
    private DigitModel model = DigitModel.CNN;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "times to go through the training images (default ${DEFAULT-VALUE}); 0 only tests")
    private int epochs = 2;

    @Option(names = "--batch-size", paramLabel = "N", description = "images in a step (default ${DEFAULT-VALUE})")
    private int batchSize = 64;

    @Option(names = "--lr", paramLabel = "RATE", description = "learning rate of Adam (default ${DEFAULT-VALUE})")
    private float learningRate = 1e-3f;

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
        DigitClassifier network = model.create();
        try (ModelWeights files = weights.open(network)) {
            return run(network, files);
        }
    }

    private Outcome run(DigitClassifier network, ModelWeights files) {
        Mnist data = mnist.open();
        out.println(data.description());
        out.printf("%s, %s%n", model, ModelSize.text(network));
        DigitLearner learner = new DigitLearner(network, new Adam(learningRate), batchSize, seed());
        ClassAccuracy byClass = new ClassAccuracy(Mnist.CLASSES);
        if (epochs == 0) {
            out.println("test " + learner.test(data.test(), byClass).quality());
        }
        for (int epoch = 0; epoch < epochs; epoch++) {
            String task = "epoch %d/%d".formatted(epoch + 1, epochs);
            EpochFigures training = learner.learn(data.training(), epoch, task);
            byClass = new ClassAccuracy(Mnist.CLASSES);
            EpochFigures test = learner.test(data.test(), byClass);
            out.printf("%s: training %s; test %s%n", task, training, test.quality());
            files.save(task);
        }
        out.print(byClass.table());
        files.tell(out);
        return new Outcome(byClass.accuracy());
    }
}
