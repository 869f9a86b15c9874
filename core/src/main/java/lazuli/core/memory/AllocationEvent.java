package lazuli.core.memory;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** JFR's record of fresh memory from the system; what the cache gives is not told. */
@Name("lazuli.Allocation")
@Label("Allocation")
@Category("Lazuli")
@Description("Memory that came from the system, not from the cache")
@StackTrace(true)
final class AllocationEvent extends Event {
    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Active")
    @Description("Bytes of live buffers after it")
    @DataAmount
    long active;

    @Label("Cached")
    @Description("Bytes kept for reuse after it")
    @DataAmount
    long cached;
}
