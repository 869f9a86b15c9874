package lazuli.examples.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lazuli.examples.command.Example;
import lazuli.examples.command.ModelSize;
import lazuli.examples.command.Numbers;
import lazuli.examples.command.WeightsOptions;
import lazuli.examples.mnist.Cnn;
import lazuli.examples.mnist.DigitClassifier;
import lazuli.examples.mnist.DigitLearner;
import lazuli.examples.mnist.Mnist;
import lazuli.examples.mnist.MnistOptions;
import lazuli.examples.training.ModelWeights;
import lazuli.nn.Quantization;
import lazuli.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network for digits, and compares it with its quantized forms. */
@Command(name = "quantize", description = "size, accuracy and speed of a network with 8 and with 4 bits")
public final class QuantizeExample extends Example<List<QuantizeExample.Form>> {
    private static final int BATCH = 64;
    private static final float LEARNING_RATE = 1e-3f;
    private static final int GROUP_SIZE = 32;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description =
                    "times to go through the training images (default ${DEFAULT-VALUE}); 0 takes the weights as they are")
    private int epochs = 1;

    @Mixin
    private final MnistOptions mnist = new MnistOptions();

    @Mixin
    private final WeightsOptions weights = new WeightsOptions();

    /**
     * A network and how it does.
     *
     * @param bits of an element of its matrices
     * @param bytes of all its parameters
     * @param accuracy on the test images, 0 to 1
     * @param microseconds for one image, the median
     */
    public record Form(int bits, long bytes, double accuracy, double microseconds) {}

    @Override
    protected List<Form> run() {
        Cnn trained = new Cnn();
        try (ModelWeights files = weights.open(trained)) {
            return run(trained, files);
        }
    }

    private List<Form> run(Cnn trained, ModelWeights files) {
        Mnist data = mnist.open();
        out.println(data.description());
        out.println(ModelSize.text(trained));
        DigitLearner learner = learner(trained);
        for (int epoch = 0; epoch < epochs; epoch++) {
            String task = "epoch %d/%d".formatted(epoch + 1, epochs);
            learner.learn(data.training(), epoch, task);
            files.save(task);
        }
        files.tell(out);
        List<Candidate> candidates = new ArrayList<>(List.of(new Candidate(Float.SIZE, trained)));
        for (int bits : new int[] {8, 4}) {
            Cnn quantized = new Cnn();
            quantized.loadWeights(trained.parameters().flatten());
            Quantization.quantize(quantized, GROUP_SIZE, bits);
            candidates.add(new Candidate(bits, quantized));
        }
        Candidate.time(candidates);
        List<Form> forms =
                candidates.stream().map(candidate -> form(candidate, data)).toList();
        show(forms);
        return forms;
    }

    private DigitLearner learner(DigitClassifier model) {
        return new DigitLearner(model, new Adam(LEARNING_RATE), BATCH, seed());
    }

    private Form form(Candidate candidate, Mnist data) {
        double accuracy = learner(candidate.model()).test(data.test()).accuracy();
        return new Form(candidate.bits(), candidate.bytes(), accuracy, candidate.microseconds());
    }

    private void show(List<Form> forms) {
        Form whole = forms.getFirst();
        out.println("bits       bytes  smaller  accuracy  one image");
        for (Form form : forms) {
            out.printf(
                    Locale.ROOT,
                    "%4d  %,10d  %6.1fx  %7.2f%%  %6.0f us%n",
                    form.bits(),
                    form.bytes(),
                    (double) whole.bytes() / form.bytes(),
                    100 * form.accuracy(),
                    form.microseconds());
        }
    }
}
