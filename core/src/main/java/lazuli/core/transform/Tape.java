package lazuli.core.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Node;
import lazuli.core.primitive.StopGradient;

/** The part of the graph that lies between some inputs and some outputs, inputs first. */
final class Tape {
    private final IdentityHashMap<Node, Boolean> depends = new IdentityHashMap<>();
    private final List<Node> order = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Visit(Node node, List<Array> inputs, int[] next) {
        Visit(Node node) {
            this(node, node.inputs(), new int[1]);
        }
    }

    private Tape() {}

    /**
     * Records what depends on {@code inputs}; the walk does not go beyond them.
     *
     * @param throughStops whether dependence goes through stop_gradient
     */
    static Tape between(List<Array> inputs, List<Array> outputs, boolean throughStops) {
        Tape tape = new Tape();
        inputs.forEach(input -> tape.depends.put(input.node(), true));
        List<Visit> stack = new ArrayList<>();
        for (Array output : outputs) {
            tape.enter(output.node(), stack);
            while (!stack.isEmpty()) {
                Visit top = stack.getLast();
                if (top.next()[0] < top.inputs().size()) {
                    tape.enter(top.inputs().get(top.next()[0]++).node(), stack);
                } else {
                    stack.removeLast();
                    tape.leave(top, throughStops);
                }
            }
        }
        return tape;
    }

    private void enter(Node node, List<Visit> stack) {
        if (depends.putIfAbsent(node, false) == null) {
            stack.add(new Visit(node));
        }
    }

    private void leave(Visit visit, boolean throughStops) {
        boolean stops = !throughStops && visit.node().primitive() instanceof StopGradient;
        if (!stops && visit.inputs().stream().anyMatch(input -> dependsOnInputs(input.node()))) {
            depends.put(visit.node(), true);
            order.add(visit.node());
        }
    }

    boolean dependsOnInputs(Node node) {
        return depends.getOrDefault(node, false);
    }

    /** The nodes that depend on the inputs, without the inputs themselves. */
    List<Node> order() {
        return order;
    }

    static List<Array> outputsOf(Node node) {
        List<Array> outputs = new ArrayList<>(node.types().size());
        for (int i = 0; i < node.types().size(); i++) {
            outputs.add(Array.output(node, i));
        }
        return outputs;
    }
}
