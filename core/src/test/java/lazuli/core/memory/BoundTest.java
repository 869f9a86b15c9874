package lazuli.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoundTest {
    private int asked;

    private final Bound bound = new Bound(100, () -> {
        asked++;
        return 1000;
    });

    @Test
    void asksOnceAndOnlyWhenMuchIsWanted() {
        assertTrue(bound.allows(100));
        assertEquals(0, asked);
        assertTrue(bound.allows(1000));
        assertFalse(bound.allows(1001));
        assertEquals(1, asked);
    }

    @Test
    void countsAsSetEvenBelowWhatIsSurelyThere() {
        assertEquals(1000, bound.set(10));
        assertFalse(bound.allows(11));
        assertEquals(10, bound.set(2000));
        assertTrue(bound.allows(2000));
        assertEquals(2000, bound.bytes());
    }
}
