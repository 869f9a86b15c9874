package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import lazuli.backend.cpu.nativelibrary.NativeBundle;
import lazuli.backend.cpu.nativelibrary.NativeLibraries;
import lazuli.backend.cpu.nativelibrary.NativeLibrary;
import lazuli.backend.cpu.nativelibrary.Platform;

/**
 * The functions of the native library. Pointers travel as {@code long}, which every supported calling convention passes as it
 * passes a pointer, so that no segment is made on the way.
 */
final class OneDnnLibrary {
    /** The interface that the declarations of this package were written against. */
    private static final int MAJOR_VERSION = 3;

    private static final NativeBundle BUNDLE = new NativeBundle(
            "dnnl",
            "org/bytedeco/dnnl",
            Map.of(
                    Platform.LINUX_X86_64, List.of("libgomp.so.1", "libdnnl.so.3"),
                    Platform.LINUX_ARM64, List.of("libgomp.so.1", "libdnnl.so.3"),
                    Platform.MACOS_X86_64, List.of("libiomp5.dylib", "libdnnl.3.dylib"),
                    Platform.MACOS_ARM64, List.of("libomp.dylib", "libdnnl.3.dylib"),
                    Platform.WINDOWS_X86_64, List.of("dnnl.dll")));

    /** Absent ones are looked for again: what kept them away may pass. */
    private static volatile NativeLibrary library = new NativeLibrary.Absent("dnnl has not been looked for");

    private OneDnnLibrary() {}

    /** The library, or why there is none now. */
    static NativeLibrary library() {
        return library instanceof NativeLibrary.Loaded loaded ? loaded : load();
    }

    private static synchronized NativeLibrary load() {
        if (library instanceof NativeLibrary.Absent) {
            library = checkVersion(NativeLibraries.load(BUNDLE));
        }
        return library;
    }

    /** A function that returns its status as an {@code int}, as most do. */
    static MethodHandle statusFunction(String name, MemoryLayout... parameters) {
        return function(name, JAVA_INT, parameters);
    }

    /** A function that returns a size or an address. */
    static MethodHandle longFunction(String name, MemoryLayout... parameters) {
        return function(name, JAVA_LONG, parameters);
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return switch (library()) {
            case NativeLibrary.Loaded loaded -> link(loaded, name, result, parameters);
            case NativeLibrary.Absent absent -> throw new IllegalStateException(absent.reason());
        };
    }

    /** What to throw for what a method handle may throw by its signature: checked exceptions do not happen. */
    static RuntimeException unexpected(Throwable failure) {
        return switch (failure) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> new IllegalStateException(failure);
        };
    }

    /** For example {@code 3.11.0}. */
    static String version(NativeLibrary.Loaded library) {
        MemorySegment version = versionOf(library);
        return "%d.%d.%d"
                .formatted(
                        version.getAtIndex(JAVA_INT, 0),
                        version.getAtIndex(JAVA_INT, 1),
                        version.getAtIndex(JAVA_INT, 2));
    }

    private static NativeLibrary checkVersion(NativeLibrary found) {
        if (!(found instanceof NativeLibrary.Loaded loaded)) {
            return found;
        }
        try {
            return versionOf(loaded).get(JAVA_INT, 0) == MAJOR_VERSION
                    ? loaded
                    : new NativeLibrary.Absent("dnnl cannot be used: version " + MAJOR_VERSION + " is needed, "
                            + loaded.file() + " is " + version(loaded));
        } catch (RuntimeException unknown) {
            return new NativeLibrary.Absent("dnnl cannot be used: " + loaded.file() + " tells no version: " + unknown);
        }
    }

    private static MemorySegment versionOf(NativeLibrary.Loaded library) {
        try {
            long address = (long) link(library, "dnnl_version", JAVA_LONG).invokeExact();
            return MemorySegment.ofAddress(address).reinterpret(3 * JAVA_INT.byteSize());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle link(
            NativeLibrary.Loaded library, String name, MemoryLayout result, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(library.symbols().findOrThrow(name), FunctionDescriptor.of(result, parameters));
    }
}
