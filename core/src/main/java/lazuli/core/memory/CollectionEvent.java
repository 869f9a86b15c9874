package lazuli.core.memory;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** JFR's record of a collection that was asked for to find dead arrays. */
@Name("lazuli.Collection")
@Label("Collection")
@Category("Lazuli")
@Description("A collection that was asked for to find dead arrays")
@StackTrace(true)
final class CollectionEvent extends Event {
    @Label("Full")
    @Description("Whether it was, or ended as, a full one")
    boolean full;

    @Label("Released")
    @Description("Bytes that came back")
    @DataAmount
    long released;

    @Label("Active")
    @Description("Bytes of live buffers after it")
    @DataAmount
    long active;

    /** Fills the fields, if anybody records, and ends the event. */
    void finish(boolean wasFull, long came, long left) {
        end();
        if (shouldCommit()) {
            full = wasFull;
            released = came;
            active = left;
            commit();
        }
    }
}
