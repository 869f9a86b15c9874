package lazuli.backend.metal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.FunctionDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lazuli.core.memory.MemorySource.Place;
import org.junit.jupiter.api.Test;

/** What is in the residency set follows the limit and the buffers that live. */
class WiredMemoryTest {
    private static final long BYTES = 1 << 20;

    @Test
    void theSetHoldsWhatFitsIntoTheLimit() throws Throwable {
        ObjectiveC objc = new ObjectiveC(Frameworks.find().orElseThrow().symbols());
        long device = (long) objc.function("MTLCreateSystemDefaultDevice", FunctionDescriptor.of(JAVA_LONG))
                .invokeExact();
        WiredMemory wired = new WiredMemory(objc, device);
        MetalMemory memory = new MetalMemory(objc, device, wired, 1 << 30);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            places.add(Objects.requireNonNull(memory.allocate(BYTES)));
        }
        assertHeld(0, objc, wired);
        wired.setLimit(2 * BYTES);
        assertHeld(2, objc, wired);
        wired.setLimit(BYTES + 1);
        assertHeld(1, objc, wired);
        wired.setLimit(10 * BYTES);
        assertHeld(3, objc, wired);
        memory.free(places.removeFirst(), BYTES);
        assertHeld(2, objc, wired);
        places.add(Objects.requireNonNull(memory.allocate(BYTES)));
        assertHeld(3, objc, wired);
        wired.setLimit(0);
        assertHeld(0, objc, wired);
        places.forEach(place -> memory.free(place, BYTES));
        objc.release(wired.set());
    }

    private static void assertHeld(long count, ObjectiveC objc, WiredMemory wired) {
        assertEquals(count, objc.send(wired.set(), objc.selector("allocationCount")));
        assertEquals(count * BYTES, objc.send(wired.set(), objc.selector("allocatedSize")));
    }
}
