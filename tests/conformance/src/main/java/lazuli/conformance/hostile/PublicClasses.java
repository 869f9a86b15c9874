package lazuli.conformance.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The classes of a package that users can name. */
public final class PublicClasses {
    private PublicClasses() {}

    /** All of the package of a class, nested ones too, in an order that is always the same. */
    public static List<Class<?>> ofPackage(Class<?> member) {
        String folder = member.getPackageName().replace('.', '/');
        try {
            Path source = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                return in(source.resolve(folder), member);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + source.toUri()), Map.of())) {
                return in(jar.getPath(folder), member);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Class<?>> in(Path folder, Class<?> member) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Class<?>> classes = new ArrayList<>();
            for (String file :
                    files.map(path -> path.getFileName().toString()).sorted().toList()) {
                if (!file.endsWith(".class") || file.equals("package-info.class")) {
                    continue;
                }
                Class<?> type = Class.forName(
                        member.getPackageName() + "." + file.substring(0, file.length() - ".class".length()));
                if (isReachable(type)) {
                    classes.add(type);
                }
            }
            return classes;
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Public, as all classes around it are. A class that is not may still have public methods, of its public subclasses. */
    private static boolean isReachable(Class<?> type) {
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            if (!Modifier.isPublic(outer.getModifiers())) {
                return false;
            }
        }
        return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass();
    }
}
