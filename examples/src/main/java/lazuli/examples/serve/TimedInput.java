package lazuli.examples.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What comes over a connection, until a point in time: however slowly its bytes come, all of a request comes before it or not at all. */
final class TimedInput {
    private static final int CHUNK = 4096;

    private final Socket socket;
    private final InputStream input;
    private final byte[] chunk = new byte[CHUNK];
    private int next;
    private int end;
    private long deadline;

    TimedInput(Socket socket) throws IOException {
        this.socket = socket;
        this.input = socket.getInputStream();
    }

    /** Sets when what is read from now on must have come. */
    void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /**
     * The next byte; negative at the end.
     *
     * @throws SocketTimeoutException if it does not come in time
     */
    int read() throws IOException {
        return next < end || fill() ? chunk[next++] & 255 : -1;
    }

    /** Fills the array; returns how many bytes there were. */
    int read(byte[] bytes) throws IOException {
        int count = 0;
        while (count < bytes.length && (next < end || fill())) {
            int taken = Math.min(end - next, bytes.length - count);
            System.arraycopy(chunk, next, bytes, count, taken);
            next += taken;
            count += taken;
        }
        return count;
    }

    private boolean fill() throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        next = 0;
        end = Math.max(0, input.read(chunk));
        return end > 0;
    }
}
