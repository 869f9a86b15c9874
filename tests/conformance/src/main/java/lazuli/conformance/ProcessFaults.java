package lazuli.conformance;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.core.Stream;
import lazuli.core.backend.DeviceException;

/** What {@link ProcessFaultsTest} runs in JVMs of their own: the first argument says which. */
final class ProcessFaults {
    private static final int STREAMS = 30;
    private static final int LOADERS = 4;

    private ProcessFaults() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "compute" -> compute();
            case "property" -> property(arguments[1], arguments[2]);
            case "descriptors" -> descriptors(Path.of(arguments[1]));
            case "streams" -> streams();
            case "loaders" -> loaders(arguments[1].equals("shutdown"));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("survived");
    }

    /** Every native library, by way of every kind of thread. */
    private static void compute() throws IOException {
        Array x = Mx.eye(64).multiply(2f);
        print("device", Device.CPU.info().containsKey("device_name"));
        print("product", Mx.matmul(x, x).sum().itemFloat());
        print(
                "convolution",
                Mx.conv2d(Mx.ones(1, 16, 16, 8), Mx.ones(8, 3, 3, 8), 1, 0)
                        .sum()
                        .itemFloat());
        print("svd", Linalg.svdvals(x).sum().itemFloat());
        print("eigenvalues", Linalg.eigvalsh(x).sum().itemFloat());
        print("copy", x.transpose().toFloatArray().length);
        print(
                "gradient",
                Mx.grad(y -> Mx.softmax(Mx.matmul(y, x)).square().sum())
                        .apply(x)
                        .shape());
        Path maps = Path.of("/proc/self/maps");
        if (Files.isReadable(maps)) {
            print("native", Files.readAllLines(maps).stream().anyMatch(ProcessFaults::isNative));
        }
    }

    private static boolean isNative(String mapping) {
        return mapping.contains("dnnl") || mapping.contains("openblas") || mapping.contains("gomp");
    }

    /** Twice with a wrong word, then without. */
    private static void property(String name, String wrong) {
        System.setProperty(name, wrong);
        for (int i = 0; i < 2; i++) {
            try {
                print("computed", Mx.ones(3).sum().itemFloat());
            } catch (DeviceException | IllegalStateException refused) {
                print("refused", String.valueOf(refused.getMessage()));
            }
        }
        System.clearProperty(name);
        print("corrected", Mx.ones(3).sum().itemFloat());
    }

    /** From jars that are open already: a class that cannot be read is lost for whoever asked for it. */
    private static void descriptors(Path directory) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(jars(directory), ClassLoader.getPlatformClassLoader())) {
            print("opens all jars", loader.findResource("absent") == null);
            Class<?> array = loader.loadClass("lazuli.core.Array");
            Method ones = loader.loadClass("lazuli.core.Mx").getMethod("ones", int[].class);
            Method sum = array.getMethod("sum");
            Method item = array.getMethod("itemFloat");
            List<FileInputStream> held = all();
            try {
                print("first", item.invoke(sum.invoke(ones.invoke(null, (Object) new int[] {64, 64}))));
            } catch (InvocationTargetException passing) {
                print("first", String.valueOf(passing.getCause()));
            }
            for (FileInputStream stream : held) {
                stream.close();
            }
            print("free", item.invoke(sum.invoke(ones.invoke(null, (Object) new int[] {64, 64}))));
        }
    }

    /** All descriptors that are left. */
    private static List<FileInputStream> all() {
        List<FileInputStream> held = new ArrayList<>();
        try {
            while (true) {
                held.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            return held;
        }
    }

    /** The class path with jars for its folders. */
    private static URL[] jars(Path directory) throws IOException {
        URL[] urls = urls();
        for (int i = 0; i < urls.length; i++) {
            Path folder = Path.of(URI.create(urls[i].toString()));
            if (Files.isDirectory(folder)) {
                Path jar = directory.resolve(i + ".jar");
                pack(folder, jar);
                urls[i] = jar.toUri().toURL();
            }
        }
        return urls;
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (var files = Files.walk(folder);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
    }

    private static void streams() {
        Array x = Mx.ones(256, 256);
        x.eval();
        List<Array> sums = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            try (var _ = Stream.on(Stream.create(Device.CPU))) {
                Array sum = Mx.matmul(x, x).sum();
                sums.add(sum);
                Mx.asyncEval(sum);
            } catch (IllegalStateException refused) {
                // The system gives no thread.
            }
        }
        int right = 0;
        for (Array sum : sums) {
            try {
                if (sum.itemFloat() == 256f * 256 * 256) {
                    right++;
                }
            } catch (IllegalStateException refused) {
                // The same.
            }
        }
        print("right", right);
    }

    private static void loaders(boolean shutdown) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            loaders.add(useInLoader(shutdown));
        }
        long start = System.nanoTime();
        long left;
        do {
            System.gc();
            Thread.sleep(200);
            left = loaders.stream().filter(loader -> loader.get() != null).count();
        } while (left > 1 && System.nanoTime() - start < 60e9);
        print("seconds", (System.nanoTime() - start) / 1_000_000_000);
        print("left", left);
    }

    private static WeakReference<ClassLoader> useInLoader(boolean shutdown) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            Class<?> array = loader.loadClass("lazuli.core.Array");
            Class<?> mx = loader.loadClass("lazuli.core.Mx");
            Object ones = mx.getMethod("ones", int[].class).invoke(null, (Object) new int[] {300, 300});
            Object product = mx.getMethod("matmul", array, array).invoke(null, ones, ones);
            Method sum = array.getMethod("sum");
            Method item = array.getMethod("itemFloat");
            print("sum", item.invoke(sum.invoke(product)));
            Object values = loader.loadClass("lazuli.core.Linalg")
                    .getMethod("svdvals", array)
                    .invoke(null, product);
            array.getMethod("toFloatArray").invoke(values);
            if (shutdown) {
                Method end = loader.loadClass("lazuli.core.Lazuli").getMethod("shutdown");
                end.invoke(null);
                print(
                        "again",
                        item.invoke(
                                sum.invoke(mx.getMethod("matmul", array, array).invoke(null, ones, ones))));
                end.invoke(null);
                print("threads", threadsLeft());
            }
            return new WeakReference<>(loader);
        }
    }

    /** A thread that has done its last work is alive for a moment. */
    private static long threadsLeft() throws InterruptedException {
        long start = System.nanoTime();
        long left = threads();
        while (left > 0 && System.nanoTime() - start < 5e9) {
            Thread.sleep(20);
            left = threads();
        }
        return left;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("lazuli"))
                .count();
    }

    private static URL[] urls() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        String classPath = System.getProperty("java.class.path");
        for (String entry : List.of(classPath.split(File.pathSeparator, -1))) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static void print(String name, Object value) {
        System.out.println(name + " " + value);
    }
}
