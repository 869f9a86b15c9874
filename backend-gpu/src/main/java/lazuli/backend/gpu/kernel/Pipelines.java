package lazuli.backend.gpu.kernel;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import lazuli.backend.gpu.device.GpuDevice;
import lazuli.backend.gpu.device.Library;
import lazuli.backend.gpu.device.Pipeline;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/** The kernels of a device that have been compiled, or are being compiled by a thread of their own. Safe for use by several threads. */
public final class Pipelines {
    private final GpuDevice device;
    private final Map<KernelSource, Once<Library>> libraries = new ConcurrentHashMap<>();
    private final Map<Key, Once<Pipeline>> pipelines = new ConcurrentHashMap<>();
    private final BlockingQueue<Once<Pipeline>> wanted = new LinkedBlockingQueue<>();
    private @Nullable Thread compiler;

    private record Key(KernelSource source, String kernel) {}

    /** None so far. */
    public Pipelines(GpuDevice device) {
        this.device = device;
    }

    /** A kernel of a text, which is compiled if it has not been. */
    public Pipeline get(KernelSource source, String kernel) {
        return entry(source, kernel).get();
    }

    /**
     * The same if it has been compiled; null if not, and then it will be, soon.
     *
     * @throws lazuli.core.backend.DeviceException if the compiler has refused it; the next call has it tried again
     */
    public @Nullable Pipeline whenCompiled(KernelSource source, String kernel) {
        Once<Pipeline> entry = entry(source, kernel);
        if (entry.isDone()) {
            return entry.get();
        }
        if (entry.isFirstWish()) {
            wanted.add(entry);
            startCompiler();
        }
        return null;
    }

    private Once<Pipeline> entry(KernelSource source, String kernel) {
        Key key = new Key(source, kernel);
        Once<Pipeline> known = pipelines.get(key);
        return known == null
                ? pipelines.computeIfAbsent(
                        key, _ -> new Once<>(() -> library(source).pipeline(kernel), () -> pipelines.remove(key)))
                : known;
    }

    private Library library(KernelSource source) {
        return libraries
                .computeIfAbsent(
                        source,
                        _ -> new Once<>(
                                () -> device.compile(source.name(), source.in(device.dialect())),
                                () -> libraries.remove(source)))
                .get();
    }

    private synchronized void startCompiler() {
        if (compiler == null) {
            compiler = new LibraryThread("lazuli-" + device.name() + "-compiler", this::compile);
            compiler.start();
        }
    }

    private void compile() {
        try {
            while (true) {
                wanted.take().run();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
