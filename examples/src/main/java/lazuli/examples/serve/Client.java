package lazuli.examples.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lazuli.examples.data.LabeledImages;

/** Asks a {@link DigitServer} about many images at once. */
final class Client {
    private final URI predict;
    private final LabeledImages images;
    private final AtomicInteger next = new AtomicInteger();

    Client(URI address, LabeledImages images) {
        this.predict = address.resolve("/predict");
        this.images = images;
    }

    /**
     * The share of the requests that were answered rightly.
     *
     * @param requests how many
     * @param concurrent how many of them at a time
     */
    double accuracy(int requests, int concurrent) {
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = IntStream.range(0, concurrent)
                    .mapToObj(_ -> threads.submit(() -> rightAnswers(http, requests)))
                    .toList();
            int right = 0;
            for (Future<Integer> worker : workers) {
                right += worker.get();
            }
            return (double) right / requests;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private int rightAnswers(HttpClient http, int requests) throws IOException, InterruptedException {
        int right = 0;
        for (int request; (request = next.getAndIncrement()) < requests; ) {
            int image = request % images.count();
            String answer = ask(http, image);
            right += answer.startsWith("{\"digit\": " + images.labels()[image] + ",") ? 1 : 0;
        }
        return right;
    }

    private String ask(HttpClient http, int image) throws IOException, InterruptedException {
        int size = images.imageSize();
        byte[] pixels = Arrays.copyOfRange(images.pixels(), image * size, (image + 1) * size);
        HttpRequest request = HttpRequest.newBuilder(predict)
                .POST(BodyPublishers.ofByteArray(pixels))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
