package lazuli.core;

/** Where operations run. */
public enum Device {
    CPU,
    GPU;

    private static volatile Device current = CPU;

    /** The device of operations that name no stream. */
    public static Device defaultDevice() {
        return current;
    }

    /** Makes {@code device} the one that operations use when they name no stream. */
    public static void setDefault(Device device) {
        current = device;
    }
}
