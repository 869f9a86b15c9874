package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.graph.Evaluator;
import lazuli.core.graph.Lineage;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TopologicalOrder;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.ViewPrimitive;
import lazuli.core.primitive.creation.Arange;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.view.Broadcast;

/**
 * What a traced function used that depends on none of its arguments: computed once, when the function is compiled. Large arrays that are
 * cheap to make (ones, a range, and what is made of them place by place) are left to be made on each call.
 */
final class Constants {
    /** Up to this many elements a constant is always computed once. */
    static final long SMALL = 4096;

    private final List<Lineage> order;
    private final IdentityHashMap<Node, Kind> kinds = new IdentityHashMap<>();
    private final Set<Array> found = new LinkedHashSet<>();

    private enum Kind {
        /** Depends on an argument. */
        VARIES,
        /** Depends on none, and is worth its memory. */
        CONSTANT,
        /** Depends on none, and is cheaper to make than to keep. */
        CHEAP
    }

    /** Whether broadcasts, and what is made of them place by place, are left for other lengths of the arguments to say how far they go. */
    private final boolean keepsBroadcasts;

    private Constants(boolean keepsBroadcasts, List<Array> placeholders, List<Array> outputs) {
        this.keepsBroadcasts = keepsBroadcasts;
        placeholders.forEach(placeholder -> kinds.put(Nodes.of(placeholder), Kind.VARIES));
        this.order = TopologicalOrder.of(outputs, node -> !kinds.containsKey(node));
        order.forEach(this::sort);
        outputs.stream().filter(this::isConstant).forEach(found::add);
    }

    /** Finds the constants between placeholders and outputs. */
    static Constants of(List<Array> placeholders, List<Array> outputs) {
        return new Constants(false, placeholders, outputs);
    }

    /** The same for a graph that is to be replayed with other lengths: what was broadcast is no constant. */
    static Constants beforeBroadcasts(List<Array> placeholders, List<Array> outputs) {
        return new Constants(true, placeholders, outputs);
    }

    /** The constants, each once. */
    List<Array> arrays() {
        return List.copyOf(found);
    }

    /** The same, computed. */
    List<Array> evaluated() {
        List<Array> arrays = arrays();
        Evaluator.eval(arrays);
        return arrays;
    }

    /**
     * What is left to be computed on each call, inputs first: as it was found, for what other evaluations may have computed meanwhile, that of
     * the constants among them, has no lineage any more.
     */
    List<Lineage> rest(List<Array> outputs) {
        Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        outputs.forEach(output -> needed.add(Nodes.of(output)));
        List<Lineage> rest = new ArrayList<>();
        for (Lineage lineage : order.reversed()) {
            if (needed.contains(lineage.node()) && kinds.get(lineage.node()) != Kind.CONSTANT) {
                rest.add(lineage);
                lineage.inputs().forEach(input -> needed.add(Nodes.of(input)));
            }
        }
        return rest.reversed();
    }

    private void sort(Lineage lineage) {
        Kind kind = kind(lineage);
        kinds.put(lineage.node(), kind);
        if (kind != Kind.CONSTANT) {
            lineage.inputs().stream().filter(this::isConstant).forEach(found::add);
        }
    }

    private boolean isConstant(Array array) {
        return kinds.get(Nodes.of(array)) == Kind.CONSTANT;
    }

    private Kind kind(Lineage lineage) {
        if (lineage.inputs().stream().anyMatch(input -> kinds.get(Nodes.of(input)) == Kind.VARIES)) {
            return Kind.VARIES;
        }
        return isCheap(lineage) ? Kind.CHEAP : Kind.CONSTANT;
    }

    private boolean isCheap(Lineage lineage) {
        Node node = lineage.node();
        List<Array> inputs = lineage.inputs();
        Primitive primitive = lineage.primitive();
        if (primitive instanceof Full || (keepsBroadcasts && isBroadcast(lineage))) {
            return true;
        }
        boolean isLarge = node.types().getFirst().shape().size() > SMALL;
        boolean isMadeByPlace = primitive instanceof ViewPrimitive
                || primitive instanceof PartsPrimitive
                || (isLarge && (primitive instanceof ElementwisePrimitive || primitive instanceof Arange));
        return isMadeByPlace
                && !node.isAvailable(0)
                && inputs.stream().allMatch(input -> kinds.get(Nodes.of(input)) == Kind.CHEAP);
    }

    private boolean isBroadcast(Lineage lineage) {
        Primitive primitive = lineage.primitive();
        boolean isPlaceByPlace = primitive instanceof ElementwisePrimitive
                && lineage.inputs().stream().anyMatch(input -> kinds.get(Nodes.of(input)) == Kind.CHEAP);
        return !lineage.node().isAvailable(0) && (primitive instanceof Broadcast || isPlaceByPlace);
    }
}
