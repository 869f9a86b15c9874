package lazuli.core.primitive.linalg;

import static lazuli.core.operation.Creation.zerosLike;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.Forward;
import lazuli.core.transform.ReverseMode;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives of a primitive of one input by one formula: the tangents of its outputs, linear in that of the input. The cotangent of the
 * input comes of the same formula transposed.
 */
final class Linearization {
    private Linearization() {}

    /** The tangents of the outputs for one of the input; null where an output has none. */
    @FunctionalInterface
    interface Formula {
        List<@Nullable Array> tangents(Array tangent);
    }

    static List<@Nullable Array> jvp(Forward at, Formula formula) {
        return formula.tangents(at.tangent(0));
    }

    static List<@Nullable Array> vjp(Backward at, Formula formula) {
        List<Array> cotangents = new ArrayList<>();
        for (int i = 0; i < at.outputs(); i++) {
            if (at.hasCotangent(i)) {
                cotangents.add(at.cotangent(i));
            }
        }
        // A linear function has one derivative everywhere, and nothing is computed at this zero.
        List<Array> somewhere = List.of(zerosLike(at.primal(0)));
        return at.wanted(() -> ReverseMode.vjp(
                        x -> thoseThatMatter(at, formula.tangents(x.getFirst())), somewhere, cotangents)
                .gradients()
                .getFirst());
    }

    private static List<Array> thoseThatMatter(Backward at, List<@Nullable Array> tangents) {
        List<Array> some = new ArrayList<>();
        for (int i = 0; i < tangents.size(); i++) {
            Array tangent = tangents.get(i);
            if (tangent != null && at.hasCotangent(i)) {
                some.add(tangent);
            }
        }
        return some;
    }
}
