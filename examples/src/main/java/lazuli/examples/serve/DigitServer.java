package lazuli.examples.serve;

import static lazuli.core.Mx.softmax;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.mnist.DigitClassifier;
import lazuli.examples.mnist.Mnist;

/**
 * Reads digits over HTTP: {@code POST /predict} takes the 784 bytes of an image and tells the
 * digit and the probabilities of all as JSON; {@code GET /sample} gives such bytes; {@code GET /statistics} tells how many requests were
 * answered in how many batches.
 */
final class DigitServer implements AutoCloseable {
    private static final int PIXELS = 28 * 28;

    private final HttpService service;
    private final Batcher batcher;
    private final LabeledImages samples;
    private final float mean = Mnist.NORMALIZATION.mean().getFirst();
    private final float deviation = Mnist.NORMALIZATION.deviation().getFirst();

    /**
     * Begins to serve a trained model to this machine.
     *
     * @param port to listen to; 0 takes a free one
     * @param samples images to give away
     */
    DigitServer(DigitClassifier model, LabeledImages samples, int port) throws IOException {
        this(model, samples, port, HttpLimits.USUAL);
    }

    DigitServer(DigitClassifier model, LabeledImages samples, int port, HttpLimits limits) throws IOException {
        this.samples = samples;
        model.evaluate();
        this.batcher = new Batcher(image -> probabilities(model, image), model, PIXELS);
        this.service = service(port, limits);
    }

    private HttpService service(int port, HttpLimits limits) throws IOException {
        try {
            return new HttpService(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limits, this::reply);
        } catch (IOException | RuntimeException failure) {
            batcher.close();
            throw failure;
        }
    }

    private static Array probabilities(DigitClassifier model, Array image) {
        return softmax(model.forward(image.reshape(1, 28, 28, 1)), -1).squeeze(0);
    }

    /** Where the server listens. */
    URI address() {
        return URI.create("http://127.0.0.1:" + service.port());
    }

    /** Requests for predictions up to now, and the batches that they made. */
    Load load() {
        return new Load(batcher.requests(), batcher.batches());
    }

    /** See {@link #load()}. */
    record Load(long requests, long batches) {
        double meanBatch() {
            return (double) requests / Math.max(1, batches);
        }
    }

    private HttpReply predict(byte[] pixels) {
        if (pixels.length != PIXELS) {
            return HttpReply.error(400, "expected the %d bytes of an image of 28 x 28".formatted(PIXELS));
        }
        float[] image = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            image[i] = ((pixels[i] & 255) / 255f - mean) / deviation;
        }
        float[] probabilities = batcher.apply(image);
        int digit = IntStream.range(0, probabilities.length)
                .reduce((a, b) -> probabilities[b] > probabilities[a] ? b : a)
                .orElseThrow();
        String all = IntStream.range(0, probabilities.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%.4f", probabilities[i]))
                .collect(Collectors.joining(", "));
        return HttpReply.json(200, "{\"digit\": %d, \"probabilities\": [%s]}".formatted(digit, all));
    }

    private HttpReply sample() {
        int size = samples.imageSize();
        int chosen = (int) (Math.random() * samples.count());
        return new HttpReply(
                200,
                "application/octet-stream",
                Map.of(),
                Arrays.copyOfRange(samples.pixels(), chosen * size, (chosen + 1) * size));
    }

    private HttpReply statistics() {
        Load load = load();
        return HttpReply.json(
                200,
                String.format(
                        Locale.ROOT,
                        "{\"requests\": %d, \"batches\": %d, \"mean_batch\": %.2f}",
                        load.requests(),
                        load.batches(),
                        load.meanBatch()));
    }

    private HttpReply reply(HttpCall call) {
        return switch (call.path()) {
            case "/predict" -> only("POST", call, () -> predict(call.body()));
            case "/sample" -> only("GET", call, this::sample);
            case "/statistics" -> only("GET", call, this::statistics);
            default -> HttpReply.error(404, "expected /predict, /sample or /statistics");
        };
    }

    private static HttpReply only(String method, HttpCall call, Supplier<HttpReply> answer) {
        return call.method().equals(method)
                ? answer.get()
                : HttpReply.error(405, "expected " + method).with("Allow", method);
    }

    /** Stops serving. */
    @Override
    public void close() {
        batcher.close();
        service.close();
    }
}
