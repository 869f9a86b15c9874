package lazuli.core;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import lazuli.core.backend.DeviceException;
import lazuli.core.device.Gpu;
import lazuli.core.device.Gpus;
import lazuli.core.graph.Required;
import lazuli.core.memory.Allocator;

/** Native memory of arrays: figures and limits, in bytes. */
public final class Memory {
    private static final String WIRED = "set_wired_limit";

    private static long wiredLimit;

    private Memory() {}

    /** Bytes of all live arrays, on all devices. */
    public static long active() {
        return sum(Allocator::active);
    }

    /**
     * Bytes of live arrays in a device's memory. Where a GPU uses the processor's it is that of both.
     *
     * @throws DeviceException if there is no such device
     */
    public static long active(Device device) {
        return allocator("get_active_memory", device).active();
    }

    /** The most that has been active since the start or {@link #resetPeak}; of several memories the sum. */
    public static long peak() {
        return sum(Allocator::peak);
    }

    /**
     * The same of a device's memory.
     *
     * @throws DeviceException if there is no such device
     */
    public static long peak(Device device) {
        return allocator("get_peak_memory", device).peak();
    }

    /** Sets the peak to what is active now. */
    public static void resetPeak() {
        allocators().forEach(Allocator::resetPeak);
    }

    /** Bytes kept for reuse, on all devices. */
    public static long cache() {
        return sum(Allocator::cached);
    }

    /**
     * Bytes of a device's memory kept for reuse.
     *
     * @throws DeviceException if there is no such device
     */
    public static long cache(Device device) {
        return allocator("get_cache_memory", device).cached();
    }

    /** Gives all cached memory back to the system and the devices. */
    public static void clearCache() {
        allocators().forEach(Allocator::clearCache);
    }

    private static List<Allocator> allocators() {
        return Stream.concat(Stream.of(Allocator.host()), Gpus.all().stream().map(Gpu::memory))
                .distinct()
                .toList();
    }

    private static long sum(ToLongFunction<Allocator> figure) {
        return allocators().stream().mapToLong(figure).sum();
    }

    private static Allocator allocator(String operation, Device device) {
        Required.argument(operation, "device", device);
        return switch (device.kind()) {
            case CPU -> Allocator.host();
            case GPU -> Gpus.get(operation, device.index()).memory();
        };
    }

    /**
     * Sets the most that may be active and cached together in the default device's memory; returns the former limit.
     *
     * @throws ArgumentException if negative
     */
    public static long setLimit(long bytes) {
        return setLimit(Device.defaultDevice(), bytes);
    }

    /**
     * The same for a device's memory.
     *
     * @throws ArgumentException if negative
     * @throws DeviceException if there is no such device
     */
    public static long setLimit(Device device, long bytes) {
        return allocator("set_memory_limit", device).setLimit(Required.notNegative("set_memory_limit", "bytes", bytes));
    }

    /**
     * Sets how much of the GPUs' memory is to stay resident; returns the former figure, at first 0. It changes nothing else where the operating
     * system decides what stays: on the CPU, and before macOS 15.
     *
     * @throws ArgumentException if negative, or more than a GPU's {@code max_recommended_working_set_size}
     */
    public static synchronized long setWiredLimit(long bytes) {
        Required.notNegative(WIRED, "bytes", bytes);
        for (Gpu gpu : Gpus.all()) {
            String most = gpu.runtime().info().get("max_recommended_working_set_size");
            if (most != null && bytes > Long.parseLong(most)) {
                throw new ArgumentException(WIRED, "bytes must be %s at most: %d", most, bytes);
            }
        }
        Gpus.all().forEach(gpu -> gpu.runtime().setWiredLimit(bytes));
        long former = wiredLimit;
        wiredLimit = bytes;
        return former;
    }

    /**
     * Sets the most that may be cached of the default device's memory; returns the former limit.
     *
     * @throws ArgumentException if negative
     */
    public static long setCacheLimit(long bytes) {
        return setCacheLimit(Device.defaultDevice(), bytes);
    }

    /**
     * The same for a device's memory.
     *
     * @throws ArgumentException if negative
     * @throws DeviceException if there is no such device
     */
    public static long setCacheLimit(Device device, long bytes) {
        return allocator("set_cache_limit", device)
                .setCacheLimit(Required.notNegative("set_cache_limit", "bytes", bytes));
    }
}
