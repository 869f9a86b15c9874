package lazuli.backend.gpu.device;

/** A compiled text. Safe for use by several threads. */
public interface Library {
    /**
     * One of its kernels, ready to be launched; a new object at each call.
     *
     * @throws lazuli.core.backend.DeviceException if it has none of that name, or the device refuses it
     */
    Pipeline pipeline(String kernel);
}
