package lazuli.core;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.device.Gpu;
import lazuli.core.device.Gpus;
import lazuli.core.graph.Required;

/** What only Apple's GPUs have. */
public final class Metal {
    private Metal() {}

    private static Optional<GpuRuntime> find() {
        return Gpus.all().stream()
                .map(Gpu::runtime)
                .filter(runtime -> runtime.backend().equals("metal"))
                .findFirst();
    }

    private static GpuRuntime get(String operation) {
        return find().orElseThrow(() -> new DeviceException("[%s] there is no Metal device".formatted(operation)));
    }

    /** Whether there is one, with its backend on the class or module path. */
    public static boolean isAvailable() {
        return find().isPresent();
    }

    /**
     * What is known of it: {@code device_name}, {@code architecture}, {@code memory_size}, {@code max_buffer_length} and {@code
     * max_recommended_working_set_size} in bytes, on macOS {@code resource_limit}, the most buffers there can be.
     *
     * @throws DeviceException if there is none
     */
    public static Map<String, String> deviceInfo() {
        return get("device_info").info();
    }

    /**
     * Records what the GPU does from now on in a file that Xcode opens. The program must have been started with {@code MTL_CAPTURE_ENABLED=1} in its
     * environment.
     *
     * @param path of a new file, whose name ends in {@code .gputrace}
     * @throws DeviceException if there is no Metal device, it cannot record, it does so already, or the file is there
     */
    public static void startCapture(Path path) {
        Required.argument("start_capture", "path", path);
        get("start_capture").startCapture(path.toAbsolutePath());
    }

    /**
     * Ends the recording, once all that was submitted is done.
     *
     * @throws DeviceException if there is none
     */
    public static void stopCapture() {
        GpuRuntime metal = get("stop_capture");
        Mx.synchronize();
        metal.stopCapture();
    }
}
