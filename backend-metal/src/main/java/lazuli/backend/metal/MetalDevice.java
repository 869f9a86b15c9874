package lazuli.backend.metal;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lazuli.backend.gpu.device.CommandQueue;
import lazuli.backend.gpu.device.Dialect;
import lazuli.backend.gpu.device.GpuDevice;
import lazuli.backend.gpu.device.Library;
import lazuli.backend.gpu.device.Limits;
import lazuli.core.backend.DeviceException;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.MemorySource;
import lazuli.core.memory.PhysicalMemory;

/** An {@code MTLDevice}. */
final class MetalDevice implements GpuDevice {
    private static final int THREADS = 1024;
    private static final long LANGUAGE_3_1 = (3 << 16) + 1;
    private static final long MATH_MODE_SAFE = 0;

    private final ObjectiveC objc;
    private final long device;
    private final Limits limits;
    private final WiredMemory wired;
    private final MetalMemory memory;
    private final Captures captures;
    private final Optional<KernelFolder> kept;
    private final Map<String, String> info;

    private MetalDevice(ObjectiveC objc, long device) {
        this.objc = objc;
        this.device = device;
        this.limits = new Limits(THREADS, (int) number("maxThreadgroupMemoryLength"), number("maxBufferLength"), false);
        this.wired = new WiredMemory(objc, device);
        this.memory = new MetalMemory(objc, device, wired, number("recommendedMaxWorkingSetSize"));
        this.captures = new Captures(objc, device);
        this.info = describe();
        this.kept = KernelFolder.of(info.get("device_name") + " " + info.get("architecture"));
    }

    /** The system's default device, if there is one. */
    static Optional<MetalDevice> open(Frameworks frameworks) {
        ObjectiveC objc = new ObjectiveC(frameworks.symbols());
        try (ObjectiveC.Pool _ = objc.pool()) {
            long device = (long) objc.function("MTLCreateSystemDefaultDevice", FunctionDescriptor.of(JAVA_LONG))
                    .invokeExact();
            return device == 0 ? Optional.empty() : Optional.of(new MetalDevice(objc, device));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new LinkageError("MTLCreateSystemDefaultDevice", failure);
        }
    }

    private long number(String property) {
        return objc.send(device, objc.selector(property));
    }

    private Map<String, String> describe() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("device_name", objc.text(number("name")));
        if (objc.respondsTo(device, "architecture")) {
            told.put("architecture", objc.text(objc.send(number("architecture"), objc.selector("name"))));
        }
        told.put("memory_size", Long.toString(PhysicalMemory.bytes()));
        told.put("max_buffer_length", Long.toString(limits.bufferBytes()));
        told.put("max_recommended_working_set_size", Long.toString(memory.physicalBytes()));
        SystemControl.number("iogpu.rsrc_limit").ifPresent(most -> told.put("resource_limit", Long.toString(most)));
        return Map.copyOf(told);
    }

    @Override
    public String name() {
        return "metal";
    }

    @Override
    public Map<String, String> info() {
        return info;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Dialect dialect() {
        return Dialect.METAL;
    }

    @Override
    public MemorySource memory() {
        return memory;
    }

    @Override
    public Library compile(String label, String source) {
        try (ObjectiveC.Pool _ = objc.pool();
                Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ADDRESS);
            long options = objc.send(
                    objc.send(objc.classOf("MTLCompileOptions"), objc.selector("alloc")), objc.selector("init"));
            objc.send(options, objc.selector("setLanguageVersion:"), LANGUAGE_3_1);
            if (objc.respondsTo(options, "setMathMode:")) {
                objc.send(options, objc.selector("setMathMode:"), MATH_MODE_SAFE);
            } else {
                objc.send(options, objc.selector("setFastMathEnabled:"), 0);
            }
            long library = objc.send(
                    device, objc.selector("newLibraryWithSource:options:error:"), objc.string(source), options, error);
            objc.release(options);
            if (library == 0) {
                throw new DeviceException("[metal] %s is refused by the compiler: %s"
                        .formatted(label, objc.reason(error.get(JAVA_LONG, 0))));
            }
            return new MetalLibrary(
                    objc,
                    device,
                    library,
                    label,
                    kept.map(folder -> new KernelArchive(objc, device, folder.file(source)))
                            .orElse(null));
        }
    }

    @Override
    public CommandQueue newQueue(String label) {
        return new MetalQueue(objc, device, wired, label);
    }

    @Override
    public void setWiredLimit(long bytes) {
        wired.setLimit(bytes);
    }

    @Override
    public void startCapture(Path path) {
        captures.start(path);
    }

    @Override
    public void stopCapture() {
        captures.stop();
    }

    @Override
    public void upload(MemorySegment from, Buffer to, long offset) {
        MemorySegment.copy(from, 0, to.segment(), offset, from.byteSize());
    }

    @Override
    public void download(Buffer from, long offset, MemorySegment to) {
        MemorySegment.copy(from.segment(), offset, to, 0, to.byteSize());
    }
}
