package lazuli.core;

import java.util.Map;
import lazuli.core.backend.Backends;
import lazuli.core.backend.DeviceException;
import lazuli.core.graph.Required;
import lazuli.core.memory.PhysicalMemory;

/** Where operations run. */
public enum Device {
    CPU,
    GPU;

    private static volatile Device current = CPU;

    /** The device of operations that name no stream. */
    public static Device defaultDevice() {
        return current;
    }

    /**
     * Makes {@code device} the one that operations use when they name no stream.
     *
     * @throws DeviceException if there is none
     */
    public static void setDefault(Device device) {
        Required.argument("set_default_device", "device", device).requirePresent("set_default_device");
        current = device;
    }

    /** Fails where work for this device could never run. Without a CPU backend graphs can still be built, and fail when evaluated. */
    void requirePresent(String operation) {
        if (this == GPU && !isAvailable()) {
            throw Backends.noGpu(operation);
        }
    }

    /** How many there are of this kind. */
    public int count() {
        return isAvailable() ? 1 : 0;
    }

    /** Whether operations can run there. */
    public boolean isAvailable() {
        return switch (this) {
            case CPU -> Backends.hasCpu();
            // GPU backends register themselves once there are some.
            case GPU -> false;
        };
    }

    /**
     * What is known of it: {@code device_name}, {@code architecture}, {@code cores}, {@code memory_size} in bytes.
     *
     * @throws DeviceException if there is none
     */
    public Map<String, String> info() {
        return switch (this) {
            case CPU ->
                Map.of(
                        "device_name", Backends.cpu().description(),
                        "architecture", System.getProperty("os.arch", "unknown"),
                        "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
                        "memory_size", Long.toString(PhysicalMemory.bytes()));
            case GPU -> throw Backends.noGpu("device_info");
        };
    }
}
