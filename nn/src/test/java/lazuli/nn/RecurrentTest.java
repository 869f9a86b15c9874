package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;

class RecurrentTest {
    @Test
    void layersFollowEachOther() {
        Recurrent stack = new Recurrent(2, false, 3, 4, size -> new GRU(size, 4));
        List<Module> layers = List.copyOf(stack.children().values());
        Array x = Random.normal(2, 5, 3);
        Array expected = ((GRU) layers.get(1)).forward(((GRU) layers.get(0)).forward(x));
        assertArrayEquals(expected.toByteArray(), stack.forward(x).toByteArray());
    }

    @Test
    void theOtherDirectionReadsFromTheEnd() {
        Recurrent both = new Recurrent(1, true, 3, 4, size -> new LSTM(size, 4));
        Array x = Random.normal(2, 5, 3);
        Array backward = both.forward(x).at(Index.ELLIPSIS, Slice.from(4));
        Array alone = Mx.flip(((LSTM) both.children().get("backward.0")).forward(Mx.flip(x, 1)), 1);
        assertEquals(Shape.of(2, 5, 4), backward.shape());
        assertArrayEquals(alone.toByteArray(), backward.toByteArray());
    }

    @Test
    void deeperLayersReadBothDirections() {
        Recurrent both = new Recurrent(2, true, 3, 4, size -> new RNN(size, 4));
        assertEquals(Shape.of(7, 8), both.forward(Random.normal(7, 3)).shape());
    }

    @Test
    void shapesAreChecked() {
        assertThrows(ShapeException.class, () -> new LSTM(3, 4).forward(Mx.zeros(5, 2)));
        assertThrows(ShapeException.class, () -> new RNN(3, 4).forward(Mx.zeros(0, 3)));
        assertThrows(ShapeException.class, () -> new GRU(3, 4).forward(Mx.zeros(3)));
        assertThrows(IllegalArgumentException.class, () -> new Recurrent(0, true, 3, 4, size -> new RNN(size, 4)));
    }
}
