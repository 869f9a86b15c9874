package lazuli.examples.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import lazuli.examples.data.DataException;

/**
 * The file with the weights of the last finished epoch. It is replaced in one step, so whenever the program ends, also by
 * Ctrl-C, the file is that of a whole epoch and nothing half-written lies beside it.
 */
public final class FinishedEpochs implements AutoCloseable {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT);
    private static final int SECONDS_TO_FINISH = 10;

    private final Path file;
    private final Path unfinished;
    // Fair, so that at the exit no further save gets in before the hook.
    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile String last = "";
    private final Thread atExit = new Thread(this::finish, "finish-weights");

    /**
     * Makes sure, before any training, that the file can be written.
     *
     * @param file where the weights go; replaced if it exists
     * @throws DataException if its folder does not exist or cannot be written to, or if it is a folder itself
     */
    public FinishedEpochs(Path file) {
        this.file = file;
        this.unfinished =
                file.resolveSibling(".unfinished-" + ProcessHandle.current().pid() + "-" + file.getFileName());
        if (Files.isDirectory(file)) {
            throw new DataException(file, "is a folder, not a file for weights");
        }
        try {
            Files.createFile(unfinished);
            Files.delete(unfinished);
        } catch (IOException failure) {
            throw new DataException(file.toAbsolutePath().resolveSibling(""), failure);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A file name with a time stamp: {@code cifar_lazuli_20251231_235959.npz} for {@code cifar_lazuli}. */
    public static Path stamped(String name, LocalDateTime time) {
        return Path.of(name + "_" + STAMP.format(time) + ".npz");
    }

    /** Where the weights are, once an epoch is finished. */
    public Path file() {
        return file;
    }

    /**
     * Replaces the weights by those of the epoch that has just been finished.
     *
     * @param moment what has been finished, for whoever ends the program: {@code epoch 3/30}
     * @throws DataException if they cannot be written; those of the epoch before are still there then
     */
    public void save(String moment, WeightsWriter writer) {
        writing.lock();
        try {
            writer.write(unfinished);
            try (var written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            last = moment;
        } catch (IOException failure) {
            throw new DataException(file, failure);
        } finally {
            discardUnfinished();
            writing.unlock();
        }
    }

    /** Ends the watch over the program's exit; the file stays. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The program is ending already, and the hook does its work.
        }
    }

    /** Lets a save that is under way come to its end, keeps another one from beginning, and says what there is. */
    private void finish() {
        try {
            boolean isOurs = writing.tryLock(SECONDS_TO_FINISH, TimeUnit.SECONDS);
            if (!isOurs) {
                System.err.println(file + ": the weights of the last epoch could not be finished in time");
            }
            discardUnfinished();
            System.err.println(
                    last.isEmpty()
                            ? file + " is not written: nothing was finished yet"
                            : "kept " + file + ", after " + last);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void discardUnfinished() {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException failure) {
            throw new DataException(unfinished, failure);
        }
    }
}
