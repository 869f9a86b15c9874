package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.AttentionOptions;
import lazuli.core.Fast;
import lazuli.core.RopeOptions;
import lazuli.core.Shape;

/** {@link Fast}. */
final class FastCases {
    private FastCases() {}

    /** Grouped heads, each kind of mask, queries that see nothing, sinks. */
    private static void attention(List<Case> cases) {
        Shape queries = Shape.of(1, 4, 2, 3);
        Shape keys = Shape.of(1, 2, 3, 3);
        List<Shape> shapes = List.of(queries, keys, keys);
        cases.add(Case.of(
                "attention",
                -1,
                1,
                shapes,
                x -> List.of(square(Fast.scaledDotProductAttention(x.get(0), x.get(1), x.get(2), 0.7)))));
        Array seen = array(true, false, true, false, false, false).reshape(2, 3);
        for (AttentionMask mask : List.of(AttentionMask.CAUSAL, AttentionMask.of(seen))) {
            cases.add(Case.of(
                    "attention " + mask.getClass().getSimpleName(),
                    -1,
                    1,
                    shapes,
                    x -> List.of(square(Fast.scaledDotProductAttention(x.get(0), x.get(1), x.get(2), 0.7, mask)))));
        }
        cases.add(Case.of(
                "attention with added mask and sinks",
                -1,
                1,
                List.of(queries, keys, keys, Shape.of(4, 1, 3), Shape.of(4)),
                x -> List.of(Fast.scaledDotProductAttention(
                        x.get(0), x.get(1), x.get(2), 1, new AttentionOptions(AttentionMask.of(x.get(3)), x.get(4))))));
    }

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
        for (boolean traditional : new boolean[] {false, true}) {
            String name = traditional ? "rope traditional" : "rope";
            RopeOptions options = RopeOptions.DEFAULTS.traditional(traditional);
            cases.add(Case.of(
                    name,
                    -1,
                    1,
                    List.of(Shape.of(2, 2, 3, 6)),
                    x -> List.of(
                            square(Fast.rope(x.getFirst(), 4, options.base(100).scale(0.5), array(7, 2))))));
            cases.add(Case.of(
                    name + " by frequencies",
                    0.5,
                    2,
                    List.of(Shape.of(2, 3, 4), Shape.of(2)),
                    x -> List.of(square(Fast.rope(x.get(0), 4, options.frequencies(x.get(1)), 3)))));
        }
        attention(cases);
        return cases;
    }
}
