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

    private Constants() {}

    /** Finds the constants between placeholders and outputs, and computes them; each once. */
    static List<Array> of(List<Array> placeholders, List<Array> outputs) {
        Constants constants = new Constants();
        placeholders.forEach(placeholder -> constants.kinds.put(placeholder.node(), Kind.VARIES));
        Ancestry.of(outputs, node -> !constants.kinds.containsKey(node)).forEach(constants::sort);
        outputs.stream().filter(constants::isConstant).forEach(constants.found::add);
        List<Array> arrays = List.copyOf(constants.found);
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
        if (primitive instanceof Full) {
            return true;
        }
        boolean isLarge = node.types().getFirst().shape().size() > SMALL;
        boolean isMadeByPlace = primitive instanceof ViewPrimitive
                || (isLarge && (primitive instanceof ElementwisePrimitive || primitive instanceof Arange));
        return isMadeByPlace
                && !node.isAvailable(0)
                && inputs.stream().allMatch(input -> kinds.get(input.node()) == Kind.CHEAP);
    }
}
