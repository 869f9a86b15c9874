package lazuli.backend.cpu.nativelibrary;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads native libraries from the jars on the class path or the module path. Their files are copied once to the user's cache directory, which the
 * system property {@code lazuli.cache} overrides. The system property {@code lazuli.threads} limits the threads that OpenMP
 * libraries use; variables such as {@code OMP_NUM_THREADS} in the environment come first.
 */
public final class NativeLibraries {
    private static final String NATIVE = "native";

    private NativeLibraries() {}

    /**
     * Loads a library into this process, where it stays.
     *
     * @return the symbols, or why there are none; nothing is thrown for a missing, unreadable or unloadable library
     */
    public static NativeLibrary load(NativeBundle bundle) {
        Optional<Platform> platform = Platform.current();
        if (platform.isEmpty()) {
            return absent(
                    bundle,
                    "there is no build for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        try {
            try {
                return load(bundle, platform.get(), NativeLibraries::resource, cache(platform.get()));
            } finally {
                TemporaryFolder.deleteOnExit();
            }
        } catch (IOException | RuntimeException e) {
            return absent(bundle, "there is no folder for its files (-D" + CacheDirectory.PROPERTY + "=...): " + e);
        }
    }

    /** The user's cache; a private temporary folder where there is none, or where it would not be the user's alone. A folder that was asked for is never exchanged. */
    private static Path cache(Platform platform) throws IOException {
        Optional<Path> cache = CacheDirectory.of(platform);
        if (cache.isEmpty() || CacheDirectory.isChosen()) {
            return cache.isPresent() ? cache.get() : TemporaryFolder.get();
        }
        try {
            PrivateFolder.open(cache.get().resolve(NATIVE));
            return cache.get();
        } catch (FileSystemException unsafeOrReadOnly) {
            return TemporaryFolder.get();
        }
    }

    /** Where the files of a bundle are looked for. */
    interface Resources {
        /** The file of that name, or null. */
        @Nullable
        URL find(String name) throws IOException;
    }

    private static @Nullable URL resource(String name) throws IOException {
        URL location = NativeLibraries.class.getClassLoader().getResource(name);
        return location == null ? ModulePath.current().find(name) : location;
    }

    static NativeLibrary load(NativeBundle bundle, Platform platform, Resources resources, Path cache) {
        String folder = bundle.folder() + "/" + platform.classifier();
        try {
            List<BundledFile> files = new ArrayList<>();
            for (String name : bundle.files().getOrDefault(platform, List.of())) {
                URL location = resources.find(folder + "/" + name);
                if (location == null) {
                    return absent(bundle, folder + "/" + name + " is neither on the class path nor on the module path");
                }
                files.add(BundledFile.at(location));
            }
            if (files.isEmpty()) {
                return absent(bundle, "there is no build for " + platform.classifier());
            }
            List<Path> copies =
                    new LibraryCache(cache.resolve(NATIVE)).provide(bundle.name() + "-" + platform.classifier(), files);
            OpenMpEnvironment.prepare(platform);
            try {
                return open(bundle, copies);
            } finally {
                OpenMpEnvironment.restore(platform);
            }
        } catch (IOException e) {
            return absent(
                    bundle, "its files cannot be copied to the cache (-D" + CacheDirectory.PROPERTY + "=...): " + e);
        } catch (RuntimeException | LinkageError e) {
            return absent(bundle, e.toString());
        }
    }

    private static NativeLibrary open(NativeBundle bundle, List<Path> copies) {
        SymbolLookup symbols = null;
        for (Path copy : copies) {
            try {
                symbols = SymbolLookup.libraryLookup(copy, Arena.global());
            } catch (IllegalArgumentException e) {
                return absent(bundle, loaderMessage(copy, e));
            }
        }
        return symbols == null
                ? absent(bundle, "it has no files")
                : new NativeLibrary.Loaded(symbols, copies.getLast());
    }

    /** The lookup does not tell what the system's loader says; the older way of loading does. */
    private static String loaderMessage(Path file, IllegalArgumentException failure) {
        try {
            System.load(file.toString());
            return failure.toString();
        } catch (UnsatisfiedLinkError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static NativeLibrary absent(NativeBundle bundle, String reason) {
        return new NativeLibrary.Absent(bundle.name() + " cannot be used: " + reason);
    }
}
