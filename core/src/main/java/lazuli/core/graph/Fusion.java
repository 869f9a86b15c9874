package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.primitive.ElementwisePrimitive;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a plan into steps. An elementwise node joins its consumers' region if all of them are in one region of its shape and stream:
 * then nothing outside can depend on it, and the region can run as one program without a cycle.
 */
final class Fusion {
    /** More instructions than this spill over the caches that a program's registers live in. */
    private static final int LARGEST_REGION = 40;

    private static final int UNUSED = -1;
    private static final int SEVERAL = -2;

    private final List<Node> order;
    private final boolean[] requested;
    private final int[] region;
    private final int[] consumerRegion;
    private final int[] size;

    private Fusion(List<Node> order, boolean[] requested) {
        this.order = order;
        this.requested = requested;
        int count = order.size();
        region = new int[count];
        consumerRegion = new int[count];
        size = new int[count];
        Arrays.fill(consumerRegion, UNUSED);
    }

    static List<Step> steps(List<Node> order, boolean[] requested) {
        Fusion fusion = new Fusion(order, requested);
        for (int position = order.size() - 1; position >= 0; position--) {
            fusion.assign(position);
        }
        return fusion.cut();
    }

    /** Consumers come later in the order, so theirs is decided when a node's turn comes. A region is named by its last node. */
    private void assign(int position) {
        Node node = order.get(position);
        int candidate = consumerRegion[position];
        boolean joins = candidate >= 0
                && !requested[position]
                && size[candidate] < LARGEST_REGION
                && isElementwise(node)
                && isElementwise(order.get(candidate))
                && node.stream() == order.get(candidate).stream()
                && node.types()
                        .getFirst()
                        .shape()
                        .equals(order.get(candidate).types().getFirst().shape());
        region[position] = joins ? candidate : position;
        size[region[position]]++;
        for (Array input : node.inputArray()) {
            int at = input.node().position;
            if (at >= 0) {
                consumerRegion[at] = consumerRegion[at] == UNUSED || consumerRegion[at] == region[position]
                        ? region[position]
                        : SEVERAL;
            }
        }
    }

    private static boolean isElementwise(Node node) {
        return node.primitive() instanceof ElementwisePrimitive;
    }

    private List<Step> cut() {
        List<Step> steps = new ArrayList<>();
        List<@Nullable List<Node>> members = new ArrayList<>(Collections.nCopies(order.size(), null));
        for (int position = 0; position < order.size(); position++) {
            Node node = order.get(position);
            if (!isElementwise(node)) {
                steps.add(new Step.Single(node));
                continue;
            }
            List<Node> list = members.get(region[position]);
            if (list == null) {
                list = new ArrayList<>();
                members.set(region[position], list);
            }
            list.add(node);
            if (region[position] == position) {
                steps.add(new Step.Region(list, stored(list)));
            }
        }
        return steps;
    }

    /** Interior values of temporaries are never stored; others may be read by whoever holds their handle. */
    private static boolean[] stored(List<Node> nodes) {
        boolean[] stored = new boolean[nodes.size()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = i == stored.length - 1 || !nodes.get(i).isTemporary();
        }
        return stored;
    }
}
