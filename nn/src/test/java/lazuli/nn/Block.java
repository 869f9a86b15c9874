package lazuli.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Mx;

/** A module with a parameter in every place where one may be. */
class Block extends Module {
    static Array shared = Mx.ones(1);

    Array scaleFactor = Mx.ones(2);
    private final Linear inner = new Linear(3, 2);
    final List<Layer> layers = List.of(new Linear(2, 2), Activations::relu, new BatchNorm(2));
    final Map<String, Object> heads = new LinkedHashMap<>();
    final List<Array> tables = new ArrayList<>(List.of(Mx.ones(1), Mx.ones(2)));
    final Linear[] pair = {new Linear(1, 1, false), new Linear(1, 1, false)};
    final String title = "block";
    transient Array cache = Mx.ones(5);
    Array _mask = Mx.ones(7);
    Array absent;

    Block() {
        heads.put("left", new Linear(2, 1));
        heads.put("right", Mx.ones(4));
    }

    Linear inner() {
        return inner;
    }
}
