package lazuli.core.graph;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/** JFR's record of one step of an evaluation: what ran, on what, for how long. */
@Name("lazuli.Kernel")
@Label("Kernel")
@Category("Lazuli")
@Description("One step of an evaluation on a stream's thread")
@StackTrace(false)
final class KernelEvent extends Event {
    @Label("Operation")
    @Description("The primitive, or elementwise with the number of fused operations")
    @Nullable
    String operation;

    @Label("Result")
    @Description("Dtype and shape of the first output")
    @Nullable
    String result;

    /** Fills the fields, if anybody records, and ends the event. */
    void finish(Step step) {
        end();
        if (shouldCommit()) {
            Node last = step.nodes().getLast();
            operation = switch (step) {
                case Step.Single single -> name(single.node().primitive());
                case Step.Region region -> "elementwise " + region.nodes().size();
            };
            result = last.types().getFirst().toString();
            commit();
        }
    }

    private static String name(@Nullable Primitive primitive) {
        return primitive == null ? "data" : primitive.text();
    }
}
