package lazuli.conformance.late;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lazuli.conformance.late.LateBackend.Order;
import lazuli.core.DType;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.GpuQueue;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Workspace;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.MemorySource;

/** Does what its queues were given some time after it was committed. Lacks float64 and linear algebra. */
public final class LateDevice implements GpuRuntime {
    private static final AtomicLong UPLOADS = new AtomicLong();
    private static final AtomicLong DOWNLOADS = new AtomicLong();
    private static final AtomicLong COMMITS = new AtomicLong();
    private static final AtomicLong KERNELS = new AtomicLong();
    private static final AtomicInteger FAILURE = new AtomicInteger();

    private final int number;
    private final LateMemory memory = new LateMemory();
    private final LateEngine engine;

    LateDevice(int number, Order order) {
        this.number = number;
        this.engine = new LateEngine(order);
    }

    /** How many copies were made from the host to the devices. */
    public static long uploads() {
        return UPLOADS.get();
    }

    /** How many copies were made from the devices to the host. */
    public static long downloads() {
        return DOWNLOADS.get();
    }

    /** How often work was committed. */
    public static long commits() {
        return COMMITS.get();
    }

    /** How many kernels have been encoded. */
    public static long kernels() {
        return KERNELS.get();
    }

    /** Lets the work that is committed as the {@code count}-th from now fail, once it would be done. */
    public static void failAfterCommit(int count) {
        FAILURE.set(count);
    }

    static boolean failsNow() {
        COMMITS.incrementAndGet();
        return FAILURE.get() > 0 && FAILURE.decrementAndGet() == 0;
    }

    static void kernelIsEncoded() {
        KERNELS.incrementAndGet();
    }

    @Override
    public String backend() {
        return "late";
    }

    /** The system decides. */
    @Override
    public void setWiredLimit(long bytes) {}

    @Override
    public void startCapture(Path path) {
        throw new DeviceException("[start_capture] this device records nothing");
    }

    @Override
    public void stopCapture() {
        throw new DeviceException("[stop_capture] this device records nothing");
    }

    @Override
    public Map<String, String> info() {
        return Map.of(
                "device_name",
                "late device " + number,
                "architecture",
                "the CPU's",
                "memory_size",
                Long.toString(memory.physicalBytes()));
    }

    @Override
    public boolean supports(DType dtype) {
        return dtype != DType.FLOAT64;
    }

    @Override
    public MemorySource memory() {
        return memory;
    }

    @Override
    public GpuQueue newQueue(String label) {
        return new LateQueue(label, engine);
    }

    @Override
    public GpuKernels kernels(GpuQueue queue, Workspace workspace) {
        if (!(queue instanceof LateQueue late)) {
            throw new IllegalArgumentException("a queue of another device");
        }
        return LateKernels.of(late, memory);
    }

    @Override
    public void upload(MemorySegment from, Buffer to, long offset) {
        UPLOADS.incrementAndGet();
        MemorySegment.copy(from, 0, memory.block(to.handle()), to.offset() + offset, from.byteSize());
    }

    @Override
    public void download(Buffer from, long offset, MemorySegment to) {
        DOWNLOADS.incrementAndGet();
        MemorySegment.copy(memory.block(from.handle()), from.offset() + offset, to, 0, to.byteSize());
    }
}
