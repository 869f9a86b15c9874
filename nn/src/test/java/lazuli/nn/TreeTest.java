package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;

class TreeTest {
    private static final Tree TREE = Tree.unflatten(Map.of("a.0", Mx.array(1), "a.1", Mx.array(2)));

    @Test
    void mapWithPathTellsThePath() {
        List<String> paths = new ArrayList<>();
        Tree doubled = TREE.mapWithPath((path, array) -> {
            paths.add(path);
            return array.multiply(2);
        });
        assertEquals(List.of("a.0", "a.1"), paths.stream().sorted().toList());
        assertEquals(4, doubled.flatten().get("a.1").itemInt());
    }

    @Test
    void reduceCombinesAll() {
        assertEquals(3, TREE.reduce(Mx.array(0), Array::add).itemInt());
    }

    @Test
    void mergeCombinesWhatBothHave() {
        Tree other = Tree.unflatten(Map.of("a.1", Mx.array(5), "b", Mx.array(7)));
        Map<String, Array> merged = Tree.merge(TREE, other, Array::add).flatten();
        assertEquals(1, merged.get("a.0").itemInt());
        assertEquals(7, merged.get("a.1").itemInt());
        assertEquals(7, merged.get("b").itemInt());
    }

    @Test
    void mergeRefusesAnArrayInPlaceOfATree() {
        Tree other = Tree.unflatten(Map.of("a", Mx.array(5)));
        assertThrows(IllegalArgumentException.class, () -> Tree.merge(TREE, other, Array::add));
    }
}
