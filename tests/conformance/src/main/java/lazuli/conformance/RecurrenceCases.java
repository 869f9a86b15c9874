package lazuli.conformance;

import static lazuli.core.Mx.square;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.network.Recurrence;
import lazuli.core.primitive.network.RecurrentCell;

/** Recurrent layers of each cell, of several steps and of one. */
final class RecurrenceCases {
    private static final int BATCH = 2;
    private static final int HIDDEN = 3;

    private RecurrenceCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (RecurrentCell cell : RecurrentCell.values()) {
            Recurrence recurrence = new Recurrence(cell);
            int states = cell.hasCell() ? 2 : 1;
            for (int steps : new int[] {1, 3}) {
                String name = "%s of %d".formatted(recurrence.text(), steps);
                cases.add(Case.of(
                        name,
                        -1,
                        1,
                        shapes(cell, steps),
                        x -> Nodes.all(recurrence, x).subList(0, states)));
            }
            cases.add(Case.of(
                    recurrence.text() + " last output",
                    -1,
                    1,
                    shapes(cell, 2),
                    x -> List.of(square(Nodes.all(recurrence, x).getLast()))));
        }
        return cases;
    }

    private static List<Shape> shapes(RecurrentCell cell, int steps) {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Shape.of(steps, BATCH, cell.parts() * HIDDEN));
        shapes.add(Shape.of(cell.parts() * HIDDEN, HIDDEN));
        shapes.add(Shape.of(BATCH, HIDDEN));
        if (cell.hasCell()) {
            shapes.add(Shape.of(BATCH, HIDDEN));
        }
        if (cell.hasShift()) {
            shapes.add(Shape.of(HIDDEN));
        }
        return shapes;
    }
}
