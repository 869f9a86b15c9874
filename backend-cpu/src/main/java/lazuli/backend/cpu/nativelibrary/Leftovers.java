package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What processes that were killed, and versions that nobody uses any more, leave in the cache. A process at work holds a lock on its partial
 * copy. A folder says by its time when it was last used. Whatever cannot be cleared is left: that is no reason not to start.
 */
final class Leftovers {
    /** Behind all bytes, so that Windows lets others read them. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** How old an unlocked partial copy must be: its maker locks it a moment after making it. */
    private static final Duration UNLOCKED = Duration.ofMinutes(1);

    /** How old one must be whose lock cannot be asked for, as on some network drives. */
    private static final Duration UNKNOWN = Duration.ofHours(1);

    /** How long a version is kept that no process has used. */
    private static final Duration UNUSED = Duration.ofDays(30);

    /** How precise the time of the last use is. */
    private static final Duration NOTED = Duration.ofDays(1);

    private static final String GONE = ".gone-";

    private Leftovers() {}

    /** Says that the file is being written, until the channel is closed or the process ends. */
    static void lock(FileChannel channel) {
        try {
            FileLock ignored = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (IOException | OverlappingFileLockException noLocksHere) {
            // Others go by the file's age then.
        }
    }

    /** Deletes partial copies whose makers have ended. */
    static void deleteParts(Path folder, String glob) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, glob)) {
            for (Path part : parts) {
                if (isOlder(part, UNLOCKED) && isAbandoned(part)) {
                    PrivateFolder.delete(part);
                }
            }
        } catch (IOException | DirectoryIteratorException changedMeanwhile) {
            // Another process clears, too, or has moved a part to its place.
        }
    }

    /** Whether the process that locked a file has ended. */
    static boolean isAbandoned(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
            return lock != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        } catch (IOException noLocksHere) {
            return isOlder(file, UNKNOWN);
        }
    }

    /** Notes that a process uses a version. */
    static void use(Path version) throws IOException {
        if (isOlder(version, NOTED)) {
            Files.setLastModifiedTime(version, FileTime.from(Instant.now()));
        }
    }

    /** Deletes the other versions in a cache that have not been used for long. */
    static void deleteVersions(Path cache, Path used) {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(cache)) {
            for (Path version : versions) {
                if (!version.equals(used)) {
                    deleteUnused(version);
                }
            }
        } catch (IOException | DirectoryIteratorException changedMeanwhile) {
            // Another process clears, too.
        }
    }

    /** Moves a version away first, so that nobody finds half of one; a process that has begun to use it meanwhile gets it back. */
    private static void deleteUnused(Path version) throws IOException {
        boolean isMoved = version.getFileName().toString().startsWith(GONE);
        if (!isOlder(version, isMoved ? UNKNOWN : UNUSED)) {
            return;
        }
        Path gone = isMoved ? version : Files.move(version, version.resolveSibling(GONE + UUID.randomUUID()));
        if (!isMoved && !isOlder(gone, UNUSED)) {
            Files.move(gone, version);
            return;
        }
        PrivateFolder.delete(gone);
    }

    static boolean isOlder(Path path, Duration age) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(age));
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).compareTo(limit) < 0;
    }
}
