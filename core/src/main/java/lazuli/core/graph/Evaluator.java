package lazuli.core.graph;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.schedule.Event;

/** Computes arrays: plans what is missing, runs it on the streams, keeps or recycles what comes out. */
public final class Evaluator {
    private Evaluator() {}

    /** Computes arrays and waits for them; a failure is thrown as it was, and the arrays can be evaluated again. */
    public static void eval(List<Array> arrays) {
        ScheduledPlan scheduled = Plan.make(arrays, ScheduledPlan::awaited);
        scheduled.runGuest();
        scheduled.event().await();
        for (Array array : arrays) {
            Event pending = Nodes.of(array).event();
            if (pending != null) {
                pending.await();
            }
        }
    }

    /** Starts computing arrays, and returns at once unless much is being computed already. */
    public static void start(List<Array> arrays) {
        Plan.make(arrays, ScheduledPlan::of).streams().forEach(Stream::awaitRoom);
    }
}
