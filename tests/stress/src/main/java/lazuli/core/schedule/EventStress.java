package lazuli.core.schedule;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Work fails while others look: whoever sees that it is done sees why, and what was written before. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not done yet")
@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "failed, with its reason and all that was written before")
@Outcome(expect = Expect.FORBIDDEN, desc = "done without a reason, or before what it did")
@State
public class EventStress {
    private final Event event = new Event();
    private int written;

    @Actor
    public void fails() {
        written = 7;
        event.fail(new Failure(new IllegalStateException()));
    }

    @Actor
    public void looks(II_Result result) {
        if (event.isDone()) {
            result.r1 = event.failure() == null ? -1 : 1;
            result.r2 = written;
        }
    }
}
