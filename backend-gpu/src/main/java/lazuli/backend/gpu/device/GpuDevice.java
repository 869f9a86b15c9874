package lazuli.backend.gpu.device;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.MemorySource;

/** A GPU: compiles kernels, runs them in queues, has memory. Safe for use by several threads. */
public interface GpuDevice {
    /** A word for messages: {@code metal}. */
    String name();

    /** What {@link lazuli.core.backend.GpuRuntime#info} tells. */
    Map<String, String> info();

    /** What a launch must keep to. */
    Limits limits();

    /** The language of the texts that it compiles. */
    Dialect dialect();

    /** Its memory: the same object at each call. */
    MemorySource memory();

    /** Memory that the processor and the device both read and write, of which little is asked for. */
    default MemorySource sharedMemory() {
        return memory();
    }

    /**
     * Compiles a text, which takes tens of milliseconds and more.
     *
     * @param label what to call it in messages
     * @throws lazuli.core.backend.DeviceException with the compiler's words, if it refuses the text
     */
    Library compile(String label, String source);

    /** A queue of commands for one stream. */
    CommandQueue newQueue(String label);

    /** As {@link lazuli.core.backend.GpuRuntime#setWiredLimit}. */
    void setWiredLimit(long bytes);

    /** As {@link lazuli.core.backend.GpuRuntime#startCapture}. */
    void startCapture(Path path);

    /** As {@link lazuli.core.backend.GpuRuntime#stopCapture}. */
    void stopCapture();

    /** As {@link lazuli.core.backend.GpuRuntime#upload}. */
    void upload(MemorySegment from, Buffer to, long offset);

    /** As {@link lazuli.core.backend.GpuRuntime#download}. */
    void download(Buffer from, long offset, MemorySegment to);
}
