package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Index;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import lazuli.core.primitive.indexing.Scatter;

/** Arrays with a part of them changed, and parts that several index arrays name. */
final class UpdateCases {
    private final List<Case> cases = new ArrayList<>();

    private UpdateCases() {}

    static List<Case> all() {
        UpdateCases all = new UpdateCases();
        all.scatters();
        all.indices();
        return all.cases;
    }

    private void two(String name, Shape a, Shape b, BinaryOperator<Array> function) {
        cases.add(Case.of(name, -1, 1, List.of(a, b), x -> List.of(function.apply(x.get(0), x.get(1)))));
    }

    private void scatters() {
        for (Combination combination : Combination.values()) {
            // Of updates that meet only sums and the like have one result.
            Array places = combination == Combination.SET ? array(2, 0, -1) : array(2, 0, 2);
            two(
                    "scatter " + combination,
                    Shape.of(2, 4, 2),
                    Shape.of(2, 3, 2),
                    (a, b) -> square(Nodes.of(new Scatter(combination, Addressing.SLICES, 1), a, places, b)));
            Array elements = combination == Combination.SET
                    ? array(new int[] {0, 2, 3, 1}, Shape.of(2, 2))
                    : array(new int[] {1, 1, 3, 0}, Shape.of(2, 2));
            two(
                    "scatter of elements " + combination,
                    Shape.of(2, 4),
                    Shape.of(2, 2),
                    (a, b) -> square(Nodes.of(new Scatter(combination, Addressing.ELEMENTS, 1), a, elements, b)));
        }
    }

    private void indices() {
        Array rows = array(2, 0, -1);
        Array columns = array(1, 3, 0);
        two(
                "set",
                Shape.of(3, 4),
                Shape.of(2, 2),
                (a, b) -> square(a.update(Slice.from(1), Slice.of(3, 0, -2)).set(b)));
        two(
                "multiply at a slice",
                Shape.of(3, 4),
                Shape.of(4),
                (a, b) -> a.update(1).multiply(b));
        two(
                "add at index arrays",
                Shape.of(3, 4),
                Shape.of(3),
                (a, b) -> square(a.update(rows, columns).add(b)));
        two(
                "set at split index arrays",
                Shape.of(3, 2, 4),
                Shape.of(3, 2),
                (a, b) -> square(a.update(rows, Slice.all(), columns).set(b)));
        two(
                "divide at an index array",
                Shape.of(3, 4),
                Shape.of(4),
                (a, b) -> a.update(rows).divide(add(b, 2)));
        two(
                "set where a mask is true",
                Shape.of(2, 3),
                Shape.of(4),
                (a, b) -> square(a.update(array(new int[] {1, 0, 1, 0, 1, 1}, Shape.of(2, 3))
                                .astype(DType.BOOL))
                        .set(b)));
        two("at index arrays", Shape.of(3, 4), Shape.of(3), (a, b) -> multiply(a.at(rows, columns), b));
        two(
                "at split index arrays",
                Shape.of(3, 2, 4),
                Shape.of(3, 1, 2),
                (a, b) -> multiply(a.at(rows, Index.NEW_AXIS, Slice.all(), columns), b));
        two(
                "slice",
                Shape.of(3, 4),
                Shape.of(2, 2),
                (a, b) -> multiply(
                        slice(a, array(new int[] {1, 2}, Shape.of(2)), new int[] {0, 1}, new int[] {2, 2}), b));
        two(
                "slice_update at places",
                Shape.of(3, 2, 4),
                Shape.of(2, 2, 2),
                (a, b) -> square(sliceUpdate(a, b, array(new int[] {1, 2}, Shape.of(2)), new int[] {0, 2})));
        two(
                "put_along_axis",
                Shape.of(2, 4),
                Shape.of(2, 1),
                (a, b) -> square(putAlongAxis(a, array(new int[] {3, 0, 1, 2}, Shape.of(2, 2)), b, 1)));
    }
}
