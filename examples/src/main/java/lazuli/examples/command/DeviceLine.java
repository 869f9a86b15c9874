package lazuli.examples.command;

import lazuli.core.Device;
import lazuli.core.backend.Backends;
import lazuli.core.backend.CpuKernels;

/** What an example computes on, in a line. */
public final class DeviceLine {
    private DeviceLine() {}

    /** The default device and what computes there. */
    public static String text() {
        Device device = Device.defaultDevice();
        return switch (device.kind()) {
            case CPU -> "cpu: " + cpu(Backends.cpu());
            case GPU -> "gpu: " + device.info().get("device_name");
        };
    }

    private static String cpu(CpuKernels kernels) {
        String threads = kernels.facts().get("threads");
        return kernels.description() + (threads == null ? "" : ", " + threads + " threads");
    }
}
