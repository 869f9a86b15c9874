package lazuli.backend.gpu.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.gpu.device.GpuDevice;
import lazuli.backend.gpu.device.Library;
import lazuli.backend.gpu.device.Pipeline;

/** The kernels of a device that have been compiled. Safe for use by several threads. */
public final class Pipelines {
    private final GpuDevice device;
    private final Map<KernelSource, Library> libraries = new ConcurrentHashMap<>();
    private final Map<Key, Pipeline> pipelines = new ConcurrentHashMap<>();

    private record Key(KernelSource source, String kernel) {}

    /** None so far. */
    public Pipelines(GpuDevice device) {
        this.device = device;
    }

    /** A kernel of a text, which is compiled if it has not been. */
    public Pipeline get(KernelSource source, String kernel) {
        Key key = new Key(source, kernel);
        Pipeline known = pipelines.get(key);
        return known == null ? pipelines.computeIfAbsent(key, this::make) : known;
    }

    private Pipeline make(Key key) {
        return libraries
                .computeIfAbsent(key.source(), source -> device.compile(source.name(), source.in(device.dialect())))
                .pipeline(key.kernel());
    }
}
