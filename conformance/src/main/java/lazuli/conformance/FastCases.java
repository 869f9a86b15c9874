package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Fast;
import lazuli.core.Shape;

/** {@link Fast}. */
final class FastCases {
    private FastCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        Shape row = Shape.of(5);
        cases.add(Case.of(
                "layer_norm",
                -1,
                1,
                List.of(Shape.of(2, 3, 5), row, row),
                x -> List.of(square(Fast.layerNorm(x.get(0), x.get(1), x.get(2), 1e-3)))));
        cases.add(Case.of(
                "layer_norm without parameters",
                -1,
                1,
                List.of(row),
                x -> List.of(Fast.layerNorm(x.getFirst(), null, null, 1e-3))));
        cases.add(Case.of(
                "rms_norm",
                -1,
                1,
                List.of(Shape.of(2, 3, 5), row),
                x -> List.of(square(Fast.rmsNorm(x.get(0), x.get(1), 1e-3)))));
        return cases;
    }
}
