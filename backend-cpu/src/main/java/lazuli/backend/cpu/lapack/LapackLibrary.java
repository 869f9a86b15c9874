package lazuli.backend.cpu.lapack;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lazuli.backend.cpu.nativelibrary.NativeBundle;
import lazuli.backend.cpu.nativelibrary.NativeLibraries;
import lazuli.backend.cpu.nativelibrary.NativeLibrary;
import lazuli.backend.cpu.nativelibrary.Platform;

/** The functions of OpenBLAS. Pointers travel as {@code long}. */
final class LapackLibrary {
    private static final ConcurrentHashMap<String, MethodHandle> LINKED = new ConcurrentHashMap<>();
    private static final int LONGEST_CONFIGURATION = 1024;

    /** What the tests run with. 0.3.19, which other libraries bring, solves triangular systems of float64 wrongly. */
    private static final String OLDEST = "OpenBLAS 0.3.31";

    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,6})[.]([0-9]{1,6})[.]([0-9]{1,6})");

    private static final NativeBundle BUNDLE = new NativeBundle(
            "openblas",
            "org/bytedeco/openblas",
            Map.of(
                    Platform.LINUX_X86_64,
                            List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0"),
                    Platform.LINUX_ARM64, List.of("libgcc_s.so.1", "libgfortran.so.5", "libopenblas.so.0"),
                    Platform.MACOS_X86_64, macos(),
                    Platform.MACOS_ARM64, macos(),
                    Platform.WINDOWS_X86_64, List.of("libopenblas.dll")));

    static final NativeLibrary LIBRARY = prepared(NativeLibraries.load(BUNDLE));

    private LapackLibrary() {}

    private static List<String> macos() {
        return List.of("libgcc_s.1.1.dylib", "libquadmath.0.dylib", "libgfortran.5.dylib", "libopenblas.0.dylib");
    }

    /** For example {@code OpenBLAS 0.3.31}. */
    static String version(NativeLibrary.Loaded library) {
        String text = configuration(library); // the name, the version, then how it was built
        int end = text.indexOf(' ', text.indexOf(' ') + 1);
        return end < 0 ? text : text.substring(0, end);
    }

    /** A function by its name, which has one type. */
    static MethodHandle function(String name, FunctionDescriptor type) {
        return switch (LIBRARY) {
            case NativeLibrary.Loaded loaded -> LINKED.computeIfAbsent(name, _ -> link(loaded, name, type));
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

    /**
     * One thread for each call: with more, OpenBLAS puts half a megabyte for each level of a recursion on the stack of its caller, which
     * ends a JVM whose threads have the usual megabyte, and its threads spin on the cores of others.
     */
    private static NativeLibrary prepared(NativeLibrary library) {
        if (!(library instanceof NativeLibrary.Loaded loaded)) {
            return library;
        }
        try {
            return prepared(loaded);
        } catch (RuntimeException unknown) {
            return new NativeLibrary.Absent(
                    "openblas cannot be used: " + loaded.file() + " lacks what is needed: " + unknown);
        }
    }

    private static NativeLibrary prepared(NativeLibrary.Loaded loaded) {
        if (configuration(loaded).contains("USE64BITINT")) {
            return new NativeLibrary.Absent("openblas cannot be used: its integers have 64 bits, not 32");
        }
        if (isTooOld(version(loaded))) {
            return new NativeLibrary.Absent(
                    "openblas cannot be used: " + OLDEST + " is needed, " + loaded.file() + " is " + version(loaded));
        }
        try {
            link(loaded, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(1);
            return loaded;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static boolean isTooOld(String version) {
        return number(version) < number(OLDEST);
    }

    private static long number(String version) {
        Matcher parts = NUMBERS.matcher(version);
        return parts.find()
                ? (Long.parseLong(parts.group(1)) * 1000 + Long.parseLong(parts.group(2))) * 1000
                        + Long.parseLong(parts.group(3))
                : 0;
    }

    private static String configuration(NativeLibrary.Loaded library) {
        try {
            MemorySegment text = (MemorySegment) link(library, "openblas_get_config", FunctionDescriptor.of(ADDRESS))
                    .invokeExact();
            return text.reinterpret(LONGEST_CONFIGURATION).getString(0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle link(NativeLibrary.Loaded library, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(library.symbols().findOrThrow(name), type);
    }

    /** The type of a function that returns LAPACK's status. */
    static FunctionDescriptor type(MemoryLayout... parameters) {
        return FunctionDescriptor.of(JAVA_INT, parameters);
    }
}
