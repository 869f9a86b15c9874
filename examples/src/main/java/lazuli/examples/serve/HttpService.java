package lazuli.examples.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Answers HTTP/1.1 requests, each connection on a virtual thread of its own. No caller can keep one for longer than {@link HttpLimits} allow,
 * and each request is answered, a malformed or unfinished one with what is wrong with it. The JDK's server closes such connections
 * without a word, and limits times and connections by properties of the whole process only.
 */
final class HttpService implements AutoCloseable {
    private static final int BACKLOG = 128;

    /** How long, and how much, is read after the last answer, so that the caller gets to see it. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final int FAREWELL_BYTES = 1 << 20;

    private final ServerSocket server = new ServerSocket();
    private final HttpLimits limits;
    private final Function<HttpCall, HttpReply> handler;
    private final Semaphore connections;
    private final Semaphore refusals;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http clock").factory());

    /** Begins to answer at an address. */
    HttpService(InetSocketAddress address, HttpLimits limits, Function<HttpCall, HttpReply> handler)
            throws IOException {
        this.limits = limits;
        this.handler = handler;
        this.connections = new Semaphore(limits.connections());
        this.refusals = new Semaphore(limits.connections());
        try {
            server.bind(address, BACKLOG);
        } catch (IOException failure) {
            server.close();
            threads.close();
            clock.shutdownNow();
            throw failure;
        }
        Thread.ofPlatform().daemon().name("http accept").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (connections.tryAcquire()) {
                    start(socket, connections, this::serve);
                } else if (refusals.tryAcquire()) {
                    start(socket, refusals, this::refuse);
                } else {
                    socket.close();
                }
            } catch (IOException closedOrNoFileDescriptor) {
                pause();
            }
        }
    }

    /** So that a lack of descriptors, which passes, does not keep a processor busy. */
    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done with a connection until it is closed. */
    private interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private void start(Socket socket, Semaphore permits, Conversation conversation) {
        open.add(socket);
        threads.execute(() -> {
            try (socket) {
                socket.setTcpNoDelay(true);
                conversation.with(socket);
            } catch (IOException callerHasGone) {
                // Nobody is left to be told.
            } finally {
                open.remove(socket);
                permits.release();
            }
        });
    }

    private void serve(Socket socket) throws IOException {
        TimedInput input = new TimedInput(socket);
        OutputStream output = socket.getOutputStream();
        HttpReader reader = new HttpReader(input, output, limits);
        boolean keepsOpen = true;
        while (keepsOpen && !server.isClosed()) {
            HttpReply reply;
            try {
                HttpCall call = reader.next();
                if (call == null) {
                    return;
                }
                keepsOpen = call.keepsOpen();
                reply = answer(call);
            } catch (HttpProblem problem) {
                keepsOpen = false;
                reply = problem.reply();
            }
            send(socket, reply, !keepsOpen);
        }
        sayFarewell(socket, input);
    }

    private void refuse(Socket socket) throws IOException {
        send(socket, HttpReply.error(503, "too many connections").with("Retry-After", "1"), true);
        sayFarewell(socket, new TimedInput(socket));
    }

    private HttpReply answer(HttpCall call) {
        try {
            return handler.apply(call);
        } catch (RuntimeException failure) {
            System.err.println(call.path() + ": " + failure);
            return HttpReply.error(500, "the request could not be answered");
        }
    }

    /** A write has no time limit of its own: a caller who does not read loses its connection. */
    private void send(Socket socket, HttpReply reply, boolean closes) throws IOException {
        Future<?> limit = clock.schedule(
                () -> {
                    socket.close();
                    return null;
                },
                limits.reply().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            socket.getOutputStream().write(reply.bytes(closes));
        } finally {
            limit.cancel(false);
        }
    }

    /** Reads on for a moment: a connection that is closed with bytes unread is reset, and the answer lost. */
    private static void sayFarewell(Socket socket, TimedInput input) throws IOException {
        socket.shutdownOutput();
        input.within(FAREWELL);
        int left = FAREWELL_BYTES;
        while (left > 0 && input.read() >= 0) {
            left--;
        }
    }

    /** Stops answering and closes all connections. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            System.err.println("http: " + failure);
        }
        threads.close();
        clock.shutdownNow();
    }
}
