package lazuli.core;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.core.backend.Backends;
import lazuli.core.backend.DeviceException;
import lazuli.core.device.Gpus;
import lazuli.core.graph.Required;
import lazuli.core.memory.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/** Where operations run: the processor, or one of the GPUs. There is one object for each. */
public final class Device {
    private static final ConcurrentHashMap<Integer, Device> GPUS = new ConcurrentHashMap<>();

    /** The processor with all its cores. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    /** The first GPU. */
    public static final Device GPU = gpu(0);

    /** What {@link #setDefault} has chosen; null if nothing has. */
    private static volatile @Nullable Device chosen;

    private final Kind kind;
    private final int index;

    /** What a device is. */
    public enum Kind {
        /** The processor. */
        CPU,
        /** A graphics processor. */
        GPU
    }

    private Device(Kind kind, int index) {
        this.kind = kind;
        this.index = index;
    }

    /**
     * A GPU by its number, from 0.
     *
     * @throws ArgumentException if negative
     */
    public static Device gpu(int index) {
        Required.notNegative("gpu", "index", index);
        return GPUS.computeIfAbsent(index, number -> new Device(Kind.GPU, number));
    }

    /** The device of operations where no stream is named: the first GPU where there is one, unless {@link #setDefault} says otherwise. */
    public static Device defaultDevice() {
        Device named = chosen;
        if (named != null) {
            return named;
        }
        return Gpus.all().isEmpty() ? CPU : GPU;
    }

    /**
     * Makes {@code device} the one that operations use, on all threads, where no {@link Stream} is named.
     *
     * @throws DeviceException if there is none
     */
    public static void setDefault(Device device) {
        chosen = Required.argument("set_default_device", "device", device).requirePresent("set_default_device");
    }

    /**
     * Fails where work for this device could never run. Without a CPU backend graphs can still be built, and fail when evaluated.
     *
     * @return itself
     */
    Device requirePresent(String operation) {
        if (kind == Kind.GPU && !isAvailable()) {
            throw Gpus.absent(operation, index);
        }
        return this;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Its number among those of its kind, from 0. */
    public int index() {
        return index;
    }

    /** How many there are of this kind. */
    public int count() {
        return switch (kind) {
            case CPU -> isAvailable() ? 1 : 0;
            case GPU -> Gpus.all().size();
        };
    }

    /** Whether operations can run there. */
    public boolean isAvailable() {
        return switch (kind) {
            case CPU -> Backends.hasCpu();
            case GPU -> index < Gpus.all().size();
        };
    }

    /**
     * What is known of it: {@code device_name}, {@code architecture}, {@code memory_size} in bytes; of the processor {@code cores} too.
     *
     * @throws DeviceException if there is none
     */
    public Map<String, String> info() {
        return switch (kind) {
            case CPU ->
                Map.of(
                        "device_name", Backends.cpu().description(),
                        "architecture", System.getProperty("os.arch", "unknown"),
                        "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
                        "memory_size", Long.toString(PhysicalMemory.bytes()));
            case GPU -> Gpus.get("device_info", index).runtime().info();
        };
    }

    /** {@code CPU}, {@code GPU}, or {@code GPU 1} and so on. */
    @Override
    public String toString() {
        return index == 0 ? kind.name() : kind.name() + " " + index;
    }

    /** As part of a thread's name. */
    String text() {
        return toString().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
