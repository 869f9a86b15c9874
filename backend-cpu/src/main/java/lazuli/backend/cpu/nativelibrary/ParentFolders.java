package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The folders around a private one. Whoever may rename one of them could put another in its place after it has been looked at. So each
 * belongs to this user or the superuser, and is not open to everybody, but for those with a sticky bit, where only owners may rename. Links
 * on the way are followed under the same rules.
 */
final class ParentFolders {
    private static final int WRITABLE_BY_ALL = 0002;
    private static final int STICKY = 01000;
    private static final int SUPERUSER = 0;

    /** As deep as links may lie behind each other. */
    private static final int MOST_LINKS = 40;

    private ParentFolders() {}

    /**
     * Looks at all folders above one, on systems with Unix permissions.
     *
     * @param user who may own them besides the superuser
     * @throws FileSystemException if somebody else could exchange one
     */
    static void requireSafe(Path folder, int user) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            requireSafe(parent.normalize(), user, MOST_LINKS);
        }
    }

    /** The user's number, by a file or folder that this process has made. */
    static int owner(Path made) throws IOException {
        return (Integer) Files.getAttribute(made, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static void requireSafe(Path folder, int user, int links) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            requireSafe(parent, user, links);
        }
        Map<String, Object> found = Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        int owner = (Integer) Objects.requireNonNull(found.get("uid"));
        int mode = (Integer) Objects.requireNonNull(found.get("mode"));
        if (owner != user && owner != SUPERUSER) {
            throw new FileSystemException(folder.toString(), null, "belongs to user " + owner);
        }
        if (Files.isSymbolicLink(folder)) {
            if (links == 0) {
                throw new FileSystemException(folder.toString(), null, "has too many links behind each other");
            }
            Path target = Files.readSymbolicLink(folder);
            requireSafe(folder.resolveSibling(target).normalize(), user, links - 1);
        } else if ((mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0) {
            throw new FileSystemException(folder.toString(), null, "can be written to by everybody");
        }
    }
}
