package lazuli.examples.command;

import lazuli.core.Device;
import lazuli.core.backend.Backends;

/** What an example computes on, in a line. */
public final class DeviceLine {
    private DeviceLine() {}

    /** The default device and what computes there. */
    public static String text() {
        Device device = Device.defaultDevice();
        return switch (device.kind()) {
            case CPU -> "device CPU: " + Backends.cpu().description();
            case GPU -> "device GPU: " + device.info().get("device_name");
        };
    }
}
