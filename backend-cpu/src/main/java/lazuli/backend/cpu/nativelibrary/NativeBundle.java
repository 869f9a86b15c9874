package lazuli.backend.cpu.nativelibrary;

import java.util.List;
import java.util.Map;

/**
 * A native library as classifier jars carry it.
 *
 * @param name what people call the library; also names its folder in the cache
 * @param folder the resource folder that holds one folder for each platform
 * @param files on each platform the files to load, dependencies first, the library itself last
 */
public record NativeBundle(String name, String folder, Map<Platform, List<String>> files) {
    public NativeBundle {
        files = Map.copyOf(files);
    }
}
