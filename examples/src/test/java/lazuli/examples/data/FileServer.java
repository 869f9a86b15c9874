package lazuli.examples.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one file on this machine, well or badly. */
public final class FileServer implements AutoCloseable {
    /** How the server behaves. */
    public enum Manner {
        /** Sends what is asked for. */
        GOOD,
        /** Sends the whole file whatever is asked for. */
        NEVER_RESUMES,
        /** Cuts the connection after a third of the file, each time. */
        CUTS,
        /** Cuts the connection before the first byte of the body. */
        CUTS_AT_ONCE,
        /** Holds the last thousand bytes back, but keeps the connection. */
        FALLS_SILENT,
        /** Knows no such file. */
        NOT_FOUND
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final byte[] file;
    private volatile Manner manner;
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

    public FileServer(byte[] file, Manner manner) throws IOException {
        this.file = file;
        this.manner = manner;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The folder that any file name may be added to. */
    public URI folder() {
        return URI.create("http://%s:%d/"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort()));
    }

    /** Which ranges were asked for, one for each request; empty for the whole file. */
    public List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** From now on behaves in another manner. */
    public void behave(Manner other) {
        manner = other;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        int start = range == null || manner == Manner.NEVER_RESUMES
                ? 0
                : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        try (exchange) {
            switch (manner) {
                case GOOD, NEVER_RESUMES -> send(exchange, start, file.length - start);
                case CUTS -> send(exchange, start, Math.min(file.length / 3, file.length - start));
                case CUTS_AT_ONCE -> send(exchange, start, 0);
                case FALLS_SILENT -> {
                    send(exchange, start, Math.max(0, file.length - 1000 - start));
                    closed.await();
                }
                case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, int start, int length) throws IOException {
        if (start >= file.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.sendResponseHeaders(start == 0 ? 200 : 206, file.length - start);
        exchange.getResponseBody().write(file, start, length);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
