package lazuli.core;

import java.util.concurrent.atomic.AtomicReference;

/** Where operations run. */
public enum Device {
    CPU,
    GPU;

    private static final AtomicReference<Device> DEFAULT = new AtomicReference<>(CPU);

    /** The device of operations that name no stream. */
    public static Device defaultDevice() {
        return DEFAULT.get();
    }

    /** Makes {@code device} the one that operations use when they name no stream. */
    public static void setDefault(Device device) {
        DEFAULT.set(device);
    }
}
