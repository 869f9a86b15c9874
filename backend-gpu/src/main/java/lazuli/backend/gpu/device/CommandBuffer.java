package lazuli.backend.gpu.device;

import java.util.List;

/** Launches that are handed to the device together. One thread encodes and commits, then another one may wait. */
public interface CommandBuffer {
    /** Encodes a kernel; what the launch holds is copied, so that it can be filled anew. It comes after those before it. */
    void dispatch(Launch launch);

    /** What is encoded from now on waits for a command buffer of this or another queue of the same device, which has been committed. */
    void await(CommandBuffer other);

    /** Hands it to the device. */
    void commit();

    /**
     * Waits until it is done, through interrupts, and frees it. To be called once after {@link #commit}.
     *
     * @throws lazuli.core.backend.DeviceException if it failed, naming its kernels. Those that wait for it on the device go on.
     */
    void awaitCompletion();

    /** The names of its kernels, each once. */
    List<String> kernels();

    /** How long the device worked on it, in seconds; to be asked once it is done. */
    double seconds();
}
