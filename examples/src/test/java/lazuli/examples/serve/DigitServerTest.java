package lazuli.examples.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.mnist.Mlp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitServerTest {
    private static final LabeledImages SAMPLES = new LabeledImages(new byte[28 * 28], new int[1], 28, 28, 1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static DigitServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new DigitServer(new Mlp(), SAMPLES, 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSampleIsAnImageToPredict() throws Exception {
        byte[] sample = HTTP.send(request("/sample").build(), BodyHandlers.ofByteArray())
                .body();
        HttpResponse<String> answer = send("POST", "/predict", sample);
        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(
                answer.body().matches("\\{\"digit\": \\d, \"probabilities\": \\[(0\\.\\d{4}, ){9}0\\.\\d{4}]}\\n"),
                answer::body);
        assertTrue(send("GET", "/statistics", new byte[0]).body().contains("\"requests\": "));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /predict, 783, 400",
        "POST, /predict, 785, 400",
        "POST, /predict, 0, 400",
        "GET, /predict, 0, 405",
        "POST, /sample, 0, 405",
        "GET, /predicts, 0, 404",
        "GET, /, 0, 404",
    })
    void whatIsNoSuchRequestIsRefused(String method, String path, int bytes, int status) throws Exception {
        assertEquals(status, send(method, path, new byte[bytes]).statusCode());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    private static HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
        return HTTP.send(
                request(path).method(method, BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }
}
