package lazuli.examples.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers do that speak HTTP badly, slowly, or too much of it, over sockets of their own. */
@Timeout(60)
class HttpServiceTest {
    private static final int CONNECTIONS = 4;
    private static final HttpLimits LIMITS = new HttpLimits(
            CONNECTIONS, 1000, 100, Duration.ofMillis(600), Duration.ofMillis(1500), Duration.ofMillis(600));

    private HttpService service;

    @BeforeEach
    void start() throws IOException {
        service = new HttpService(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                LIMITS,
                call -> call.path().equals("/large")
                        ? new HttpReply(200, "text/plain", Map.of(), new byte[1 << 22])
                        : HttpReply.json(200, call.method() + " " + call.path() + " " + call.body().length));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** A bar stands for the end of a line. */
    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "GET /a HTTP/1.1|Host: x|Connection: close||; 200",
                "GET /a?b HTTP/1.0||; 200",
                "POST /a HTTP/1.1|Host: x|Content-Length: 3|Connection: close||abc; 200",
                "POST /a HTTP/1.1|Host: x|Content-Length: 100|Expect: 100-continue|Connection: close||; 100",
                "POST /a HTTP/1.1|Host: x|Content-Length: 3|Expect: much||; 417",
                "hello||; 400",
                "|; 400",
                "GET /a HTTP/1.1||; 400",
                "GET /a||; 400",
                "GET a HTTP/1.1|Host: x||; 400",
                "GET /a b HTTP/1.1|Host: x||; 400",
                "G(T /a HTTP/1.1|Host: x||; 400",
                "GET /a FTP/1.1|Host: x||; 400",
                "GET /a HTTP/2.0|Host: x||; 505",
                "GET /a HTTP/1.1|Host: x|no colon||; 400",
                "GET /a HTTP/1.1|Host: x|a : b||; 400",
                "GET /a HTTP/1.1|Host: x| folded: b||; 400",
                "GET /a HTTP/1.1|Host: x|Host: y||; 400",
                "POST /a HTTP/1.1|Host: x||; 411",
                "POST /a HTTP/1.1|Host: x|Transfer-Encoding: chunked||0||; 411",
                "POST /a HTTP/1.1|Host: x|Content-Length: 3|Transfer-Encoding: chunked||abc; 411",
                "POST /a HTTP/1.1|Host: x|Content-Length: -3||abc; 400",
                "POST /a HTTP/1.1|Host: x|Content-Length: 3x||abc; 400",
                "POST /a HTTP/1.1|Host: x|Content-Length: 99999999999999999999||; 400",
                "POST /a HTTP/1.1|Host: x|Content-Length: 3|Content-Length: 4||abc; 400",
                "POST /a HTTP/1.1|Host: x|Content-Length: 101||; 413",
                "POST /a HTTP/1.1|Host: x|Content-Length: 999999999999||; 413",
                "POST /a HTTP/1.1|Host: x|Content-Length: 100||late; 408",
                "GET /a HTTP/1.1|Host: x|; 408",
                "G; 408",
            })
    void requestIsAnswered(String request, int status) throws IOException {
        try (Socket socket = connect()) {
            write(socket, request.replace("|", "\r\n"));
            assertEquals("HTTP/1.1 " + status, all(socket).substring(0, 12));
        }
    }

    @Test
    void bytesThatAreNoTextAreAnswered() throws IOException {
        for (int first : new int[] {0, 1, 0x16, 0x80, 0xff}) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(new byte[] {(byte) first, 3, 1, 0, 0, '\n'});
                assertTrue(all(socket).startsWith("HTTP/1.1 400"));
            }
        }
    }

    @Test
    void headersAreLimited() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET /a HTTP/1.1\r\nHost: x\r\nLong: " + "x".repeat(200_000));
            assertTrue(all(socket).startsWith("HTTP/1.1 431"));
        }
    }

    @Test
    void requestsThatEndEarlyAreAnswered() throws IOException {
        for (String request : List.of("GET /a", "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")) {
            try (Socket socket = connect()) {
                write(socket, request);
                socket.shutdownOutput();
                assertTrue(all(socket).startsWith("HTTP/1.1 400"));
            }
        }
    }

    /** A byte now and then does not prolong a request's time. */
    @ParameterizedTest
    @CsvSource({"'GET /a HTTP/1.1\r\nHost: '", "'POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n'"})
    void dripsAreAnsweredInTime(String begin) throws Exception {
        Thread dripping;
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            write(socket, begin);
            dripping = Thread.ofVirtual().start(() -> drip(socket));
            assertTrue(all(socket).startsWith("HTTP/1.1 408"));
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            assertTrue(milliseconds < 10_000, milliseconds + " ms");
        }
        dripping.join();
    }

    private static void drip(Socket socket) {
        try {
            while (true) {
                write(socket, "x");
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException closed) {
            // The test has its answer.
        }
    }

    @Test
    void connectionsWithoutARequestAreClosed() throws IOException {
        try (Socket socket = connect()) {
            assertEquals("", all(socket));
        }
    }

    @Test
    void furtherConnectionsAreRefusedUntilOneEnds() throws Exception {
        List<Socket> taken = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = connect();
            taken.add(socket);
            assertEquals("HTTP/1.1 200", askKeeping(socket));
        }
        try (Socket further = connect()) {
            String answer = all(further);
            assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
            assertTrue(answer.contains("Retry-After: 1"), answer);
        }
        for (Socket socket : taken) {
            socket.close();
        }
        String last = "";
        for (int attempt = 0; attempt < 100 && !last.equals("HTTP/1.1 200"); attempt++) {
            Thread.sleep(20);
            try (Socket next = connect()) {
                last = askKeeping(next);
            }
        }
        assertEquals("HTTP/1.1 200", last);
    }

    @Test
    void oneConnectionCarriesManyRequests() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 5; i++) {
                assertEquals("HTTP/1.1 200", askKeeping(socket));
            }
        }
    }

    /** Who asks and never reads loses the connection, which others can have then. */
    @Test
    void readersThatDoNotReadAreDropped() throws Exception {
        List<Socket> taken = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = connect();
            taken.add(socket);
            write(socket, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10));
        }
        String last = "";
        for (int attempt = 0; attempt < 200 && !last.equals("HTTP/1.1 200"); attempt++) {
            Thread.sleep(50);
            try (Socket next = connect()) {
                last = askKeeping(next);
            }
        }
        assertEquals("HTTP/1.1 200", last);
        for (Socket socket : taken) {
            socket.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String askKeeping(Socket socket) throws IOException {
        try {
            write(socket, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("\n\n") && !answer.toString().endsWith(" 0\n")) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                answer.append((char) next);
            }
            return answer.substring(0, Math.min(12, answer.length()));
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
