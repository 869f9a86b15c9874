package lazuli.examples.data;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Files as their publisher offers them, for the user's cache.
 *
 * @param name of the data set: of the folder in the cache, and within the property {@code lazuli.examples.NAME.mirror} with the address
 *     of a folder to download from instead of the publisher's
 * @param home the address of the publisher's folder, with a slash in the end
 * @param files by name, with what their bytes add up to
 */
public record PublishedFiles(String name, URI home, Map<String, Checksum> files) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public PublishedFiles {
        files = Map.copyOf(files);
    }

    /**
     * Downloads those of the files that are not in the cache.
     *
     * @return the folder that holds them all
     * @throws DataException if one cannot be had
     */
    public Path download(DownloadListener listener) {
        URI from = URI.create(System.getProperty("lazuli.examples." + name + ".mirror", home.toString())
                .replaceFirst("/*$", "/"));
        Path folder = UserCache.folder().resolve(name);
        files.forEach((file, checksum) ->
                new Download(from.resolve(file), checksum, PATIENCE, listener).to(folder.resolve(file)));
        return folder;
    }
}
