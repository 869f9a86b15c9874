package lazuli.core.graph;

import java.util.List;
import lazuli.core.Device;
import lazuli.core.Stream;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.device.Gpus;
import lazuli.core.primitive.Primitive;

/** Which stream computes a primitive. */
public final class Placement {
    private Placement() {}

    /**
     * The thread's current stream; where its GPU cannot compute the primitive and nobody named it, the CPU's first one.
     *
     * @throws DeviceException if the current stream was named and cannot compute it
     */
    public static Stream of(Primitive primitive, List<ArrayType> inputs, List<ArrayType> outputs) {
        Stream current = Stream.current();
        return switch (current.device().kind()) {
            case CPU -> current;
            case GPU -> {
                GpuRuntime gpu = Gpus.get("stream", current.device().index()).runtime();
                if (primitive.runsOn(gpu, inputs, outputs)) {
                    yield current;
                }
                if (Stream.isNamed()) {
                    throw new DeviceException(
                            "[%s] %s from %s cannot be computed by %s; name a CPU stream for it, or none"
                                    .formatted(
                                            primitive.text(),
                                            outputs,
                                            inputs,
                                            gpu.info()
                                                    .getOrDefault(
                                                            "device_name",
                                                            current.device().toString())));
                }
                yield Stream.of(Device.CPU);
            }
        };
    }
}
