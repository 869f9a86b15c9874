package lazuli.core.graph;

import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** JFR's record of one step of an evaluation: what ran, on what, for how long. */
@Name("lazuli.Kernel")
@Label("Kernel")
@Category("Lazuli")
@Description("One step of an evaluation on a stream's thread")
@StackTrace(false)
final class KernelEvent extends Event {
    @Label("Operation")
    @Description("The primitive, or elementwise with the names of those that were fused, or a reduction of these")
    @Nullable
    String operation;

    @Label("Result")
    @Description("Dtype and shape of the first output")
    @Nullable
    String result;

    /** Fills the fields, if anybody records, and ends the event. */
    void finish(Supplier<String> name, Supplier<List<ArrayType>> outputs) {
        end();
        if (shouldCommit()) {
            operation = name.get();
            result = outputs.get().getFirst().toString();
            commit();
        }
    }
}
