package lazuli.core.schedule;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A thread waits for work that is done meanwhile: it is released and sees what that wrote. */
@JCStressTest
@Outcome(id = "7", expect = Expect.ACCEPTABLE, desc = "released, and sees it")
@Outcome(expect = Expect.FORBIDDEN, desc = "released too early")
@State
public class WaiterStress {
    private final Event event = new Event();
    private int written;

    @Actor
    public void completes() {
        written = 7;
        event.complete();
    }

    @Actor
    public void waits(I_Result result) {
        event.await();
        result.r1 = written;
    }
}
