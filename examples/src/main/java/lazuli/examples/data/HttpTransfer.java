package lazuli.examples.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request that appends to a file what the file still lacks. */
final class HttpTransfer implements AutoCloseable {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final int POLL_MILLIS = 100;

    private final URI address;
    private final Path file;
    private final Duration patience;
    private final DownloadListener listener;
    private final HttpClient client;
    private final long before;
    private volatile long total;

    HttpTransfer(URI address, Path file, Duration patience, DownloadListener listener) throws IOException {
        this.address = address;
        this.file = file;
        this.patience = patience;
        this.listener = listener;
        this.before = sizeOf(file);
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * Sends the request and waits until all bytes are in the file.
     *
     * @throws Broken if the connection could not be made, broke, or fell silent
     * @throws DataException if the server refuses
     */
    void run() throws Broken, IOException {
        // Fails here if the file cannot be written: the client would report that with a stack trace of its own.
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
        var request = HttpRequest.newBuilder(address);
        if (before > 0) {
            request.header("Range", "bytes=" + before + "-");
        }
        int status = await(client.sendAsync(request.build(), this::receive)).statusCode();
        if (status != OK && status != PARTIAL_CONTENT && !(status == RANGE_NOT_SATISFIABLE && before > 0)) {
            throw new DataException(address, "the server answers with status " + status);
        }
    }

    /** Where the answer's body goes: a whole file replaces what is there, the asked-for rest is appended to it. */
    private BodySubscriber<Path> receive(ResponseInfo answer) {
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        return switch (answer.statusCode()) {
            case OK -> {
                if (before > 0) {
                    listener.event(address + ": the server cannot resume, starting again from the beginning");
                }
                total = length;
                yield BodyHandlers.ofFile(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .apply(answer);
            }
            case PARTIAL_CONTENT -> {
                total = length == 0 ? 0 : before + length;
                yield BodyHandlers.ofFile(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                        .apply(answer);
            }
            default -> BodySubscribers.replacing(file);
        };
    }

    private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> response) throws Broken, IOException {
        long size = before;
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return response.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                long now = sizeOf(file);
                if (now != size) {
                    deadline = System.nanoTime() + patience.toNanos();
                    size = now;
                    listener.progress(size, total);
                } else if (System.nanoTime() > deadline) {
                    response.cancel(true);
                    throw new Broken(new HttpTimeoutException("no data for " + patience));
                }
            } catch (ExecutionException failure) {
                throw new Broken(requireNonNull(failure.getCause()));
            } catch (InterruptedException _) {
                response.cancel(true);
                Thread.currentThread().interrupt();
                throw new DataException(address, "interrupted");
            }
        }
    }

    /** Ends the connection, whatever state it is in. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Bytes in a file, 0 if there is none. */
    static long sizeOf(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    /** The connection could not be made, or did not last. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        private final Throwable reason;

        Broken(Throwable reason) {
            super(reason);
            this.reason = reason;
        }

        Throwable reason() {
            return reason;
        }
    }
}
