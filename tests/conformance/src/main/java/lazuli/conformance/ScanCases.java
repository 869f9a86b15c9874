package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.LinearRecurrence;
import lazuli.core.primitive.reduction.Scan;

/** Scans in both directions, with and without their own element, along an inner axis and along the last. */
final class ScanCases {
    private ScanCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (Accumulation accumulation : Accumulation.values()) {
            for (int form = 0; form < 4; form++) {
                Scan inner = new Scan(accumulation, 1, form % 2 == 1, form / 2 == 1);
                cases.add(one(name(inner), Shape.of(2, 4, 2), x -> square(Nodes.of(inner, x))));
            }
            Scan last = new Scan(accumulation, 1, false, true);
            cases.add(one(name(last) + " last", Shape.of(2, 4), x -> square(Nodes.of(last, x))));
            Scan back = new Scan(accumulation, 1, true, false);
            cases.add(one(name(back) + " last", Shape.of(2, 4), x -> square(Nodes.of(back, x))));
        }
        cases.add(one("cumprod through zeros", Shape.of(2, 5), x -> cumprod(multiply(x, greater(x, -0.3)), 1)));
        for (boolean reverse : new boolean[] {false, true}) {
            cases.add(Case.of(
                    "linear_recurrence" + (reverse ? " reverse" : ""),
                    -1,
                    1,
                    List.of(Shape.of(2, 4, 2), Shape.of(2, 4, 2)),
                    x -> List.of(Nodes.of(new LinearRecurrence(1, reverse), x.get(0), x.get(1)))));
        }
        cases.add(one("std", Shape.of(2, 4), x -> std(x, new int[] {1}, true, 1)));
        cases.add(one("median of five", Shape.of(2, 5), x -> square(median(x, new int[] {1}, false))));
        cases.add(one("median of four", Shape.of(2, 2, 2), x -> square(median(x, new int[] {0, 2}, true))));
        cases.add(one("diff", Shape.of(2, 5), x -> square(diff(x, 2, 1))));
        cases.add(one("topk of many", Shape.of(2, 33), x -> square(topk(x, 2, 1))));
        cases.add(one("topk along an inner axis", Shape.of(2, 17, 2), x -> square(topk(x, 1, 1))));
        cases.add(one("topk", Shape.of(2, 5), x -> square(topk(x, 2, 1))));
        return cases;
    }

    private static String name(Scan scan) {
        return scan.text() + (scan.reverse() ? " reverse" : "") + (scan.inclusive() ? "" : " exclusive");
    }

    /** Exclusive minima and logarithms of nothing are infinite, and left out. */
    private static Case one(String name, Shape shape, UnaryOperator<Array> function) {
        return Case.of(name, -1, 1, List.of(shape), x -> {
            Array y = function.apply(x.getFirst());
            return List.of(where(less(abs(y), Double.POSITIVE_INFINITY), y, 0));
        });
    }
}
