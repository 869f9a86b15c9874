package lazuli.core.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lazuli.core.Array;
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

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Visit(Node node, List<Array> inputs, int[] next) {
        Visit(Node node) {
            this(node, node.inputs(), new int[1]);
        }
    }

    private Constants() {}

    /** Finds the constants between placeholders and outputs, and computes them. */
    static Constants of(List<Array> placeholders, List<Array> outputs) {
        Constants constants = new Constants();
        placeholders.forEach(placeholder -> constants.kinds.put(placeholder.node(), Kind.VARIES));
        constants.walk(outputs);
        outputs.stream().filter(constants::isConstant).forEach(constants.found::add);
        Evaluator.eval(List.copyOf(constants.found));
        return constants;
    }

    /** The constants, each once. */
    List<Array> arrays() {
        return List.copyOf(found);
    }

    private void walk(List<Array> outputs) {
        List<Visit> stack = new ArrayList<>();
        for (Array output : outputs) {
            enter(output.node(), stack);
            while (!stack.isEmpty()) {
                Visit top = stack.getLast();
                if (top.next()[0] < top.inputs().size()) {
                    enter(top.inputs().get(top.next()[0]++).node(), stack);
                } else {
                    stack.removeLast();
                    leave(top);
                }
            }
        }
    }

    private void enter(Node node, List<Visit> stack) {
        if (!kinds.containsKey(node)) {
            kinds.put(node, Kind.CONSTANT);
            stack.add(new Visit(node));
        }
    }

    private void leave(Visit visit) {
        Kind kind = kind(visit);
        kinds.put(visit.node(), kind);
        if (kind != Kind.CONSTANT) {
            visit.inputs().stream().filter(this::isConstant).forEach(found::add);
        }
    }

    private boolean isConstant(Array array) {
        return kinds.get(array.node()) == Kind.CONSTANT;
    }

    private Kind kind(Visit visit) {
        if (visit.inputs().stream().anyMatch(input -> kinds.get(input.node()) == Kind.VARIES)) {
            return Kind.VARIES;
        }
        return isCheap(visit) ? Kind.CHEAP : Kind.CONSTANT;
    }

    private boolean isCheap(Visit visit) {
        Node node = visit.node();
        Primitive primitive = node.primitive();
        if (primitive instanceof Full) {
            return true;
        }
        boolean isLarge = node.types().getFirst().shape().size() > SMALL;
        boolean isMadeByPlace = primitive instanceof ViewPrimitive
                || (isLarge && (primitive instanceof ElementwisePrimitive || primitive instanceof Arange));
        return isMadeByPlace
                && !node.isAvailable(0)
                && visit.inputs().stream().allMatch(input -> kinds.get(input.node()) == Kind.CHEAP);
    }
}
