package lazuli.core.memory;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Two threads allocate buffers of one class while one of them gives another back: nobody gets what somebody has. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "buffers of their own")
@Outcome(expect = Expect.FORBIDDEN, desc = "two owners of one piece of memory")
@State
public class AllocatorStress {
    private static final Allocator ALLOCATOR = Allocator.host();

    private final Buffer kept = ALLOCATOR.allocate(64);
    private final Buffer dropped = ALLOCATOR.allocate(64);
    private final Buffer[] made = new Buffer[2];

    @Actor
    public void first() {
        dropped.release();
        made[0] = ALLOCATOR.allocate(64);
    }

    @Actor
    public void second() {
        made[1] = ALLOCATOR.allocate(64);
    }

    @Arbiter
    public void end(Z_Result result) {
        long first = made[0].address();
        long second = made[1].address();
        result.r1 = first != second && first != kept.address() && second != kept.address();
        made[0].release();
        made[1].release();
        kept.release();
    }
}
