package lazuli.core.compile;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.graph.Ancestry;
import lazuli.core.graph.Evaluator;
import lazuli.core.graph.Node;
import lazuli.core.primitive.Arange;
import lazuli.core.primitive.Broadcast;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Full;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.ViewPrimitive;

/**
 * What a traced function used that depends on none of its arguments: computed once, when the function is compiled. Large arrays that are
 * cheap to make (ones, a range, and what is made of them place by place) are left to be made on each call.
 */
final class Constants {
    /** Up to this many elements a constant is always computed once. */
    private static final long SMALL = 4096;

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

    private Constants(boolean keepsBroadcasts) {
        this.keepsBroadcasts = keepsBroadcasts;
    }

    /** Finds the constants between placeholders and outputs, and computes them; each once. */
    static List<Array> of(List<Array> placeholders, List<Array> outputs) {
        return new Constants(false).find(placeholders, outputs);
    }

    /** The same for a graph that is to be replayed with other lengths: what was broadcast is no constant. */
    static List<Array> beforeBroadcasts(List<Array> placeholders, List<Array> outputs) {
        return new Constants(true).find(placeholders, outputs);
    }

    private List<Array> find(List<Array> placeholders, List<Array> outputs) {
        placeholders.forEach(placeholder -> kinds.put(placeholder.node(), Kind.VARIES));
        Ancestry.of(outputs, node -> !kinds.containsKey(node)).forEach(this::sort);
        outputs.stream().filter(this::isConstant).forEach(found::add);
        List<Array> arrays = List.copyOf(found);
        Evaluator.eval(arrays);
        return arrays;
    }

    private void sort(Node node) {
        List<Array> inputs = node.inputs();
        Kind kind = kind(node, inputs);
        kinds.put(node, kind);
        if (kind != Kind.CONSTANT) {
            inputs.stream().filter(this::isConstant).forEach(found::add);
        }
    }

    private boolean isConstant(Array array) {
        return kinds.get(array.node()) == Kind.CONSTANT;
    }

    private Kind kind(Node node, List<Array> inputs) {
        if (inputs.stream().anyMatch(input -> kinds.get(input.node()) == Kind.VARIES)) {
            return Kind.VARIES;
        }
        return isCheap(node, inputs) ? Kind.CHEAP : Kind.CONSTANT;
    }

    private boolean isCheap(Node node, List<Array> inputs) {
        Primitive primitive = node.primitive();
        if (primitive instanceof Full || (keepsBroadcasts && isBroadcast(node, inputs))) {
            return true;
        }
        boolean isLarge = node.types().getFirst().shape().size() > SMALL;
        boolean isMadeByPlace = primitive instanceof ViewPrimitive
                || (isLarge && (primitive instanceof ElementwisePrimitive || primitive instanceof Arange));
        return isMadeByPlace
                && !node.isAvailable(0)
                && inputs.stream().allMatch(input -> kinds.get(input.node()) == Kind.CHEAP);
    }

    private boolean isBroadcast(Node node, List<Array> inputs) {
        Primitive primitive = node.primitive();
        boolean isPlaceByPlace = primitive instanceof ElementwisePrimitive
                && inputs.stream().anyMatch(input -> kinds.get(input.node()) == Kind.CHEAP);
        return !node.isAvailable(0) && (primitive instanceof Broadcast || isPlaceByPlace);
    }
}
