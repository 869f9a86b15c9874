package lazuli.core.backend;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import lazuli.core.DType;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.MemorySource;

/** One GPU. Safe for use by several threads. */
public interface GpuRuntime {
    /** The name of its backend: {@code metal}. */
    String backend();

    /** What is known of it: {@code device_name}, {@code architecture}, {@code memory_size} in bytes, and what else there is. */
    Map<String, String> info();

    /** Whether all kernels read and write elements of a type; what has another one is computed on the CPU. */
    boolean supports(DType dtype);

    /** Its memory: the same object at each call. */
    MemorySource memory();

    /** A new queue for one stream. */
    GpuQueue newQueue(String label);

    /**
     * The kernels that encode into a queue.
     *
     * @param workspace where they get memory for what lies between the parts of one call
     */
    GpuKernels kernels(GpuQueue queue, Workspace workspace);

    /** Keeps so many bytes of its memory resident at most, where the system lets programs choose; else nothing changes. */
    void setWiredLimit(long bytes);

    /**
     * Records what it does from now on in a new file for the vendor's tools.
     *
     * @throws DeviceException if it cannot, or the file is there
     */
    void startCapture(Path path);

    /**
     * Ends the recording.
     *
     * @throws DeviceException if there is none
     */
    void stopCapture();

    /**
     * Copies bytes from the host to a buffer that no work uses. The host's memory may be written over once this returns.
     *
     * @param offset where they go, in bytes from the buffer's start
     */
    void upload(MemorySegment from, Buffer to, long offset);

    /**
     * Copies bytes of a buffer to the host, which has them once this returns. The work that wrote the buffer is done.
     *
     * @param offset where they lie, in bytes from the buffer's start
     */
    void download(Buffer from, long offset, MemorySegment to);
}
