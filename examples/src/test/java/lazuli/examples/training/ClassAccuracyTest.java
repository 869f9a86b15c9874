package lazuli.examples.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClassAccuracyTest {
    private final ClassAccuracy accuracy = new ClassAccuracy(List.of("cat", "automobile", "ship"));

    @BeforeEach
    void count() {
        accuracy.add(new int[] {0, 0, 0, 0}, new int[] {0, 0, 0, 2});
        accuracy.add(new int[] {1, 1}, new int[] {1, 1, 0, 0});
    }

    @Test
    void accuracyIsTheShareOfWhatIsRight() {
        assertEquals(5 / 6.0, accuracy.accuracy());
        assertEquals(0.75, accuracy.accuracy(0));
        assertEquals(1, accuracy.accuracy(1));
        assertEquals(0, accuracy.accuracy(2));
        assertEquals(0, new ClassAccuracy(List.of("cat")).accuracy());
    }

    @Test
    void theTableHasALineForEachClassAndOneForAll() {
        assertEquals("""
            class        images  correct  accuracy  most often taken for
            cat               4        3     75.0%  ship (1)
            automobile        2        2    100.0%
            ship              0        0      0.0%
            all               6        5     83.3%
            """, accuracy.table().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void whatIsNoClassIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> accuracy.add(new int[] {3}, new int[] {0}));
        assertThrows(IndexOutOfBoundsException.class, () -> accuracy.add(new int[] {0}, new int[] {-1}));
        assertThrows(IndexOutOfBoundsException.class, () -> accuracy.add(new int[] {0, 0}, new int[] {0}));
    }
}
