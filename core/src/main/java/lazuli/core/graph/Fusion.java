package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/** Cuts a plan into steps. */
final class Fusion implements Regions.Operations {
    private final List<Node> order;
    private final boolean[] requested;

    private Fusion(List<Node> order, boolean[] requested) {
        this.order = order;
        this.requested = requested;
    }

    static List<Step> steps(List<Node> order, boolean[] requested) {
        return new Fusion(order, requested).cut();
    }

    @Override
    public int count() {
        return order.size();
    }

    @Override
    public @Nullable Primitive primitive(int operation) {
        return order.get(operation).primitive();
    }

    @Override
    public Shape shape(int operation) {
        return order.get(operation).types().getFirst().shape();
    }

    @Override
    public @Nullable Stream stream(int operation) {
        return order.get(operation).stream();
    }

    @Override
    public boolean standsAlone(int operation) {
        return requested[operation];
    }

    @Override
    public int inputs(int operation) {
        return order.get(operation).inputArray().length;
    }

    @Override
    public int input(int operation, int index) {
        return order.get(operation).inputArray()[index].node().position;
    }

    private static boolean isElementwise(Node node) {
        return node.primitive() instanceof ElementwisePrimitive;
    }

    private List<Step> cut() {
        int[] region = Regions.of(this);
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
