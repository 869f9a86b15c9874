package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process's private folder, for users without a home of their own. It goes when the process ends; those of killed processes go when
 * the next one makes its own. A process holds a lock in its folder.
 */
final class TemporaryFolder {
    private static final String PREFIX = "lazuli-";
    private static final String LOCK = "lock";

    /** How old a folder without a lock must be: its maker locks it a moment after making it. */
    private static final Duration UNLOCKED = Duration.ofHours(1);

    private static @Nullable Own own;

    private TemporaryFolder() {}

    /** This process's folder, and what holds its lock until the process ends. */
    private record Own(Path folder, FileChannel lock) {}

    static synchronized Path get() throws IOException {
        Own made = own;
        if (made == null) {
            made = create();
            own = made;
        }
        return made.folder();
    }

    private static Own create() throws IOException {
        // Its own number is in the name: to look at a lock of this process would lose it.
        String name = PREFIX + ProcessHandle.current().pid() + "-";
        Path folder = Files.createTempDirectory(name).toAbsolutePath();
        FileChannel lock =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Leftovers.lock(lock);
        deleteAbandoned(folder, name);
        return new Own(folder, lock);
    }

    /**
     * Has the JVM delete all that is in this process's folder now when it ends, what is named last first. A hook of our own would keep our class
     * loader for ever. Does nothing where there is none.
     */
    static synchronized void deleteOnExit() throws IOException {
        Own made = own;
        if (made == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(made.folder())) {
            all.forEach(path -> path.toFile().deleteOnExit());
        }
    }

    /** Deletes the folders beside {@code mine} that processes of this user have left behind. */
    static void deleteAbandoned(Path mine, String ownName) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(mine.resolveSibling(""), PREFIX + "*")) {
            for (Path other : folders) {
                if (!other.getFileName().toString().startsWith(ownName)
                        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine))
                        && isAbandoned(other)) {
                    delete(other);
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException changedMeanwhile) {
            // Another process clears, too.
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        Path lock = folder.resolve(LOCK);
        return Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
                ? Leftovers.isAbandoned(lock)
                : Leftovers.isOlder(folder, UNLOCKED);
    }

    private static void delete(Path folder) {
        try {
            PrivateFolder.delete(folder);
        } catch (IOException inUse) {
            // Windows keeps libraries that are loaded; the next process deletes them.
        }
    }
}
