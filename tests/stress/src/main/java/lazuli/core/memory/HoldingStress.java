package lazuli.core.memory;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** An evaluation settles what it made while another thread gives it up: that is done once, and nothing is remembered. */
@JCStressTest
@Outcome(id = "1, false", expect = Expect.ACCEPTABLE, desc = "given back once and forgotten")
@Outcome(expect = Expect.FORBIDDEN, desc = "given back twice, never, or kept for ever")
@State
public class HoldingStress {
    private final Recycled memory = new Recycled();
    private final BufferReference holding = new BufferReference(this, memory.buffer);

    @Actor
    public void settles() {
        holding.releaseWithOwner();
    }

    @Actor
    public void closes() {
        holding.release();
    }

    @Arbiter
    public void end(IZ_Result result) {
        result.r1 = memory.times.get();
        result.r2 = holding.isRemembered;
    }
}
