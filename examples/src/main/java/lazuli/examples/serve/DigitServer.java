package lazuli.examples.serve;

import static lazuli.core.Mx.softmax;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.mnist.DigitClassifier;
import lazuli.examples.mnist.Mnist;

/**
 * Reads digits over HTTP, each request on a virtual thread of its own: {@code POST /predict} takes the 784 bytes of an image and tells the
 * digit and the probabilities of all as JSON; {@code GET /sample} gives such bytes; {@code GET /statistics} tells how many requests were
 * answered in how many batches.
 */
final class DigitServer implements AutoCloseable {
    private static final int PIXELS = 28 * 28;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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
        this.samples = samples;
        model.evaluate();
        this.batcher = new Batcher(image -> probabilities(model, image), model, PIXELS);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/predict", exchange -> answer(exchange, "POST", "/predict", this::predict));
        server.createContext("/sample", exchange -> answer(exchange, "GET", "/sample", _ -> sample()));
        server.createContext("/statistics", exchange -> answer(exchange, "GET", "/statistics", _ -> statistics()));
        server.start();
    }

    private static Array probabilities(DigitClassifier model, Array image) {
        return softmax(model.forward(image.reshape(1, 28, 28, 1)), -1).squeeze(0);
    }

    /** Where the server listens. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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

    private Reply predict(InputStream body) throws IOException {
        byte[] pixels = body.readNBytes(PIXELS + 1);
        if (pixels.length != PIXELS) {
            return Reply.json(400, "{\"error\": \"expected the %d bytes of an image of 28 x 28\"}".formatted(PIXELS));
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
        return Reply.json(200, "{\"digit\": %d, \"probabilities\": [%s]}".formatted(digit, all));
    }

    private Reply sample() {
        int size = samples.imageSize();
        int chosen = (int) (Math.random() * samples.count());
        return new Reply(
                200,
                "application/octet-stream",
                Arrays.copyOfRange(samples.pixels(), chosen * size, (chosen + 1) * size));
    }

    private Reply statistics() {
        Load load = load();
        return Reply.json(
                200,
                String.format(
                        Locale.ROOT,
                        "{\"requests\": %d, \"batches\": %d, \"mean_batch\": %.2f}",
                        load.requests(),
                        load.batches(),
                        load.meanBatch()));
    }

    /** What is sent back. */
    @SuppressWarnings("ArrayRecordComponent") // two of these are never compared
    private record Reply(int status, String type, byte[] body) {
        static Reply json(int status, String text) {
            return new Reply(status, "application/json", (text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Makes a reply of a request's body. */
    @FunctionalInterface
    private interface Handler {
        Reply reply(InputStream body) throws IOException;
    }

    private static void answer(HttpExchange exchange, String method, String path, Handler handler) throws IOException {
        try (exchange) {
            Reply reply = replyTo(exchange, method, path, handler);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(reply.body());
            }
        }
    }

    private static Reply replyTo(HttpExchange exchange, String method, String path, Handler handler)
            throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return Reply.json(404, "{\"error\": \"expected /predict, /sample or /statistics\"}");
        }
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            return Reply.json(405, "{\"error\": \"expected %s\"}".formatted(method));
        }
        try (InputStream body = exchange.getRequestBody()) {
            return handler.reply(body);
        } catch (RuntimeException failure) {
            System.err.println(path + ": " + failure);
            return Reply.json(500, "{\"error\": \"the image could not be read\"}");
        }
    }

    /** Stops serving. */
    @Override
    public void close() {
        server.stop(0);
        batcher.close();
        threads.close();
    }
}
