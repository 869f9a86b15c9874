package lazuli.core.memory;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** The last owner goes while another one wants to come: it comes too late or in time, and the memory goes back once. */
@JCStressTest
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "retained in time")
@Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "too late")
@Outcome(expect = Expect.FORBIDDEN, desc = "given back twice or never")
@State
public class BufferStress {
    private final Recycled memory = new Recycled();

    @Actor
    public void retainer(ZI_Result result) {
        result.r1 = memory.buffer.retain();
        if (result.r1) {
            memory.buffer.release();
        }
    }

    @Actor
    public void owner() {
        memory.buffer.release();
    }

    @Arbiter
    public void end(ZI_Result result) {
        result.r2 = memory.times.get();
    }
}
