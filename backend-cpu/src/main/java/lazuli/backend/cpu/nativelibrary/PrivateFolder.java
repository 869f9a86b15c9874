package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Folders to which nobody but this user can write: a library in them is one that this user put there. */
final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** What the files are like by which a process finds out who it is. */
    static final String PROBES = "owner*.tmp";

    private PrivateFolder() {}

    /**
     * Makes the folder and those above if they are not there. One that others could write to is emptied and closed to them.
     *
     * @throws FileSystemException if it is a link, a file, or somebody else's, or lies where somebody else could exchange it
     */
    static Path open(Path folder) throws IOException {
        Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent(), "a cache folder is no root");
        boolean posix = hasPermissions(existing(parent));
        Files.createDirectories(parent, attributes(posix));
        try {
            Files.createDirectory(folder, attributes(posix));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(folder.toString(), null, "is a link or a file where a folder should be");
            }
        }
        if (posix) {
            requireOwn(folder);
        }
        return folder;
    }

    private static Path existing(Path folder) {
        Path place = folder;
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    private static FileAttribute<?>[] attributes(boolean posix) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path place) throws IOException {
        FileStore store = Files.getFileStore(place);
        return store.supportsFileAttributeView(PosixFileAttributeView.class);
    }

    private static void requireOwn(Path folder) throws IOException {
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Path mine = Files.createTempFile(folder, "owner", ".tmp");
        try {
            if (!Files.getOwner(mine).equals(found.owner())) {
                throw new FileSystemException(
                        folder.toString(), null, "belongs to " + found.owner().getName());
            }
            ParentFolders.requireSafe(folder, ParentFolders.owner(mine));
        } finally {
            Files.delete(mine);
        }
        if (!OWNER_ONLY.containsAll(found.permissions())) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
            if (found.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || found.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                empty(folder);
            }
        }
    }

    /** Deletes what is in the folder. */
    static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> contents = Files.newDirectoryStream(folder)) {
            for (Path path : contents) {
                delete(path);
            }
        }
    }

    /** Deletes a file, a link, or a folder with all that is in it. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            empty(path);
        }
        Files.deleteIfExists(path);
    }
}
