package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import lazuli.core.Array;

/** A walk over what arrays are made of, for transforms. */
public final class TopologicalOrder {
    private final Predicate<Node> isIncluded;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Lineage> order = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Visit(Lineage lineage, int[] next) {
        Visit(Node node) {
            this(node.lineage(), new int[1]);
        }

        List<Array> inputs() {
            return lineage.inputs();
        }
    }

    private TopologicalOrder(Predicate<Node> isIncluded) {
        this.isIncluded = isIncluded;
    }

    /**
     * The nodes of arrays and all that these are made of, in the order in which they were made: each after its inputs.
     *
     * @param isIncluded false for nodes at which the walk ends, which are left out
     */
    public static List<Lineage> of(List<Array> arrays, Predicate<Node> isIncluded) {
        TopologicalOrder ancestry = new TopologicalOrder(isIncluded);
        arrays.forEach(array -> ancestry.walk(Nodes.of(array)));
        ancestry.order.sort(Comparator.comparingLong(lineage -> lineage.node().sequence()));
        return ancestry.order;
    }

    private void walk(Node root) {
        List<Visit> stack = new ArrayList<>();
        enter(root, stack);
        while (!stack.isEmpty()) {
            Visit top = stack.getLast();
            if (top.next()[0] < top.inputs().size()) {
                enter(Nodes.of(top.inputs().get(top.next()[0]++)), stack);
            } else {
                stack.removeLast();
                order.add(top.lineage());
            }
        }
    }

    private void enter(Node node, List<Visit> stack) {
        if (isIncluded.test(node) && seen.add(node)) {
            stack.add(new Visit(node));
        }
    }
}
