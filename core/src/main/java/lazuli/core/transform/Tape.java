package lazuli.core.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Lineage;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TopologicalOrder;
import lazuli.core.primitive.view.StopGradient;

/** The part of the graph that lies between some inputs and some outputs, inputs first. */
final class Tape {
    private final IdentityHashMap<Node, Boolean> depends = new IdentityHashMap<>();
    private final List<Lineage> order = new ArrayList<>();

    private Tape() {}

    /**
     * Records what depends on {@code inputs}; the walk does not go beyond them.
     *
     * @param throughStops whether dependence goes through stop_gradient
     */
    static Tape between(List<Array> inputs, List<Array> outputs, boolean throughStops) {
        Tape tape = new Tape();
        inputs.forEach(input -> tape.depends.put(Nodes.of(input), true));
        TopologicalOrder.of(outputs, node -> !tape.depends.containsKey(node))
                .forEach(lineage -> tape.add(lineage, throughStops));
        return tape;
    }

    private void add(Lineage lineage, boolean throughStops) {
        boolean stops = !throughStops && lineage.primitive() instanceof StopGradient;
        if (!stops && lineage.inputs().stream().anyMatch(input -> dependsOnInputs(Nodes.of(input)))) {
            depends.put(lineage.node(), true);
            order.add(lineage);
        }
    }

    boolean dependsOnInputs(Node node) {
        return depends.getOrDefault(node, false);
    }

    /** The nodes that depend on the inputs, without the inputs themselves. */
    List<Lineage> order() {
        return order;
    }

    static List<Array> outputsOf(Node node) {
        return Nodes.outputs(node);
    }
}
