package lazuli.examples.data;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;

/**
 * Fetches a file over HTTP, checks it, and only then gives it its name. What has arrived before a failure waits beside it
 * as {@code NAME.part}, and the next attempt goes on from there.
 *
 * <p>Proxies are the JVM's own ({@code https.proxyHost} and its like).
 */
public final class Download {
    private static final int ATTEMPTS = 5;

    private final URI address;
    private final Checksum checksum;
    private final Duration patience;
    private final DownloadListener listener;

    /**
     * @param address where the file is
     * @param checksum what its bytes must add up to
     * @param patience how long the server may be silent before an attempt is given up
     * @param listener hears of progress and of notable events
     */
    public Download(URI address, Checksum checksum, Duration patience, DownloadListener listener) {
        this.address = address;
        this.checksum = checksum;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Fetches the file, unless it is there already with the right checksum.
     *
     * @param target gets the whole file, checked
     * @throws DataException if the server refuses, falls silent, keeps breaking off, or sends other bytes than expected, or
     *     if the file cannot be written
     */
    public void to(Path target) {
        try {
            if (Files.exists(target) && checksum.of(target).equals(checksum.expected())) {
                return;
            }
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            listener.event("Downloading " + address);
            try {
                fetchChecked(part);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                if (Files.isRegularFile(part) && Files.size(part) == 0) {
                    Files.delete(part);
                }
            }
        } catch (IOException failure) {
            throw new DataException(target, failure);
        }
    }

    private void fetchChecked(Path part) throws IOException {
        boolean continued = HttpTransfer.sizeOf(part) > 0;
        fetch(part);
        String found = checksum.of(part);
        if (found.equals(checksum.expected())) {
            return;
        }
        Files.delete(part);
        if (!continued) {
            throw new DataException(
                    address,
                    "the file that came has %s %s instead of %s"
                            .formatted(checksum.algorithm(), found, checksum.expected()));
        }
        listener.event(address + ": what an earlier attempt left does not fit, starting again from the beginning");
        fetchChecked(part);
    }

    private void fetch(Path part) throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = HttpTransfer.sizeOf(part);
            try (var transfer = new HttpTransfer(address, part, patience, listener)) {
                transfer.run();
                return;
            } catch (HttpTransfer.Broken broken) {
                long after = HttpTransfer.sizeOf(part);
                if (attempt == ATTEMPTS || after <= before) {
                    throw new DataException(address, reason(broken.reason()) + whatIsThere(after));
                }
                listener.event(
                        "%s: %s%s, trying to go on".formatted(address, reason(broken.reason()), whatIsThere(after)));
            }
        }
    }

    private static String whatIsThere(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "; %.1f MB are kept for the next attempt", bytes / 1e6);
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnresolvedAddressException _, UnknownHostException _ -> {
                    return "the server's name cannot be resolved";
                }
                case ConnectException _, HttpConnectTimeoutException _ -> {
                    return "the server cannot be reached";
                }
                case HttpTimeoutException _ -> {
                    return "the server fell silent";
                }
                default -> {
                    // The reason may lie deeper: the client wraps what the network said.
                }
            }
        }
        return "the connection broke (" + failure.getMessage() + ")";
    }
}
