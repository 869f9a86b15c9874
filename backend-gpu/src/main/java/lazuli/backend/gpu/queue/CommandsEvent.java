package lazuli.backend.gpu.queue;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import lazuli.backend.gpu.device.CommandBuffer;
import org.jspecify.annotations.Nullable;

/** JFR's record of one command buffer that a GPU has done. */
@Name("lazuli.GpuCommands")
@Label("GPU Commands")
@Category("Lazuli")
@Description("Kernels that were handed to a GPU together and are done")
@StackTrace(false)
final class CommandsEvent extends Event {
    @Label("Kernels")
    @Description("Their names, each once, in the order in which they came first")
    @Nullable
    String kernels;

    @Label("GPU Time")
    @Description("How long the GPU worked on them")
    @Timespan(Timespan.NANOSECONDS)
    long gpuTime;

    /** Tells of a command buffer that is done, if anybody records. */
    static void tell(CommandBuffer done) {
        // An event's class starts Flight Recorder, which takes long.
        if (FlightRecorder.isInitialized()) {
            CommandsEvent event = new CommandsEvent();
            if (event.shouldCommit()) {
                event.kernels = String.join(" ", done.kernels());
                event.gpuTime = Math.round(done.seconds() * 1e9);
                event.commit();
            }
        }
    }
}
