package lazuli.core.graph;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** JFR's record of an evaluation, from its plan to its end. */
@Name("lazuli.Evaluation")
@Label("Evaluation")
@Category("Lazuli")
@Description("An evaluation, from its plan until the last stream is done; on the thread that ends it")
@StackTrace(false)
final class EvaluationEvent extends Event {
    @Label("Nodes")
    @Description("How many it computes")
    int nodes;

    @Label("Steps")
    @Description("Calls of kernels")
    int steps;

    @Label("Streams")
    @Description("How many take part")
    int streams;

    @Label("Failure")
    @Description("Null if there was none")
    @Nullable
    String failure;
}
