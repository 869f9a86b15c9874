package lazuli.examples.serve;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import lazuli.examples.command.Example;
import lazuli.examples.command.Numbers;
import lazuli.examples.data.DataException;
import lazuli.examples.mnist.Cnn;
import lazuli.examples.mnist.DigitLearner;
import lazuli.examples.mnist.Mnist;
import lazuli.examples.mnist.MnistOptions;
import lazuli.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network for digits, and serves it until Ctrl-C; or asks itself many questions. */
@Command(name = "serve", description = "a network behind an HTTP endpoint that answers requests in batches")
public final class ServeExample extends Example<ServeExample.Outcome> {
    private static final int BATCH = 64;
    private static final float LEARNING_RATE = 1e-3f;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "to listen to, on this machine alone; 0 takes a free one (default ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(
            names = "--requests",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "to send to itself, and then end; 0 serves until Ctrl-C (default ${DEFAULT-VALUE})")
    private int requests = 0;

    @Option(names = "--concurrent", paramLabel = "N", description = "of them at a time (default ${DEFAULT-VALUE})")
    private int concurrent = 32;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "times to go through the training images before (default ${DEFAULT-VALUE})")
    private int epochs = 1;

    @Mixin
    private final MnistOptions mnist = new MnistOptions();

    /**
     * How the server did.
     *
     * @param requests predictions that it made
     * @param accuracy of those that it asked itself for, 0 to 1
     * @param meanBatch requests that were answered together
     * @param perSecond requests
     */
    public record Outcome(long requests, double accuracy, double meanBatch, double perSecond) {}

    @Override
    protected Outcome run() {
        Mnist data = mnist.open();
        out.println(data.description());
        Cnn model = new Cnn();
        DigitLearner learner = new DigitLearner(model, new Adam(LEARNING_RATE), BATCH, seed());
        for (int epoch = 0; epoch < epochs; epoch++) {
            out.println(learner.learn(data.training(), epoch, "epoch %d/%d".formatted(epoch + 1, epochs)));
        }
        try (DigitServer server = new DigitServer(model, data.test(), port)) {
            out.printf("serving; try: curl -s %s/sample | curl -s --data-binary @- %<s/predict%n", server.address());
            if (requests == 0) {
                new CountDownLatch(1).await();
            }
            return ask(server, data);
        } catch (IOException failure) {
            throw new DataException("port " + port, String.valueOf(failure.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Outcome ask(DigitServer server, Mnist data) {
        long start = System.nanoTime();
        double accuracy = new Client(server.address(), data.test()).accuracy(requests, concurrent);
        double seconds = (System.nanoTime() - start) / 1e9;
        DigitServer.Load load = server.load();
        Outcome outcome = new Outcome(load.requests(), accuracy, load.meanBatch(), requests / seconds);
        out.printf(
                Locale.ROOT,
                "%,d requests, %d at a time: %.1f%% right, %,.0f a second, %.1f in a batch%n",
                outcome.requests(),
                concurrent,
                100 * accuracy,
                outcome.perSecond(),
                outcome.meanBatch());
        return outcome;
    }
}
