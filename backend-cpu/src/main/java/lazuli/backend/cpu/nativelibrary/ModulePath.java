package lazuli.backend.cpu.nativelibrary;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Files on the module path. No module requires those that carry native libraries, so they are not resolved and no class loader
 * knows their files: this looks for them where the launcher was told to look for modules.
 *
 * @param places jars, folders of one module, and folders of jars and of such folders
 */
record ModulePath(List<Path> places) {
    private static final String PROPERTY = "jdk.module.path";

    ModulePath {
        places = List.copyOf(places);
    }

    /** The path that this process was started with; empty if it has none. */
    static ModulePath current() {
        return parse(System.getProperty(PROPERTY, ""));
    }

    static ModulePath parse(String path) {
        List<Path> places = new ArrayList<>();
        for (String place : path.split(File.pathSeparator, -1)) {
            if (!place.isEmpty()) {
                places.add(Path.of(place).toAbsolutePath());
            }
        }
        return new ModulePath(places);
    }

    /** The first file of that name, or null. */
    @Nullable
    URL find(String name) throws IOException {
        for (Path place : places) {
            URL found = inModule(place, name);
            if (found == null && Files.isDirectory(place)) {
                found = inFolder(place, name);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable URL inFolder(Path folder, String name) throws IOException {
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(folder)) {
            for (Path module : modules) {
                URL found = inModule(module, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable URL inModule(Path module, String name) throws IOException {
        if (Files.isDirectory(module)) {
            Path file = module.resolve(name);
            return Files.isRegularFile(file) ? file.toUri().toURL() : null;
        }
        if (!module.toString().endsWith(".jar") || !Files.isReadable(module)) {
            return null;
        }
        try (JarFile jar = new JarFile(module.toFile())) {
            return jar.getEntry(name) == null
                    ? null
                    : URI.create("jar:" + module.toUri() + "!/" + name).toURL();
        }
    }
}
