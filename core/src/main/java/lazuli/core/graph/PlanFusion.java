package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.reduction.Reduce;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a plan into steps. A number spread over a shape is a member of each region that reads it, if only regions do: as an array it would live
 * from the forward to the backward pass.
 */
final class PlanFusion implements Regions.Operations {
    private final List<Node> order;
    private final boolean[] requested;
    private final boolean[] numbers;

    private PlanFusion(List<Node> order, boolean[] requested) {
        this.order = order;
        this.requested = requested;
        this.numbers = numbers();
    }

    static List<Step> steps(List<Node> order, boolean[] requested) {
        return new PlanFusion(order, requested).cut();
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

    /** Others than temporaries may be read by whoever holds their handle, and are stored if they are small, or computed a second time. */
    @Override
    public boolean isStored(int operation) {
        return order.get(operation).isWorthStoring();
    }

    @Override
    public int inputs(int operation) {
        return order.get(operation).inputArray().length;
    }

    @Override
    public int input(int operation, int index) {
        return Nodes.of(order.get(operation).inputArray()[index]).position;
    }

    private static boolean isElementwise(Node node) {
        return node.primitive() instanceof ElementwisePrimitive;
    }

    /** Which nodes are numbers that nobody but regions of their stream reads. */
    private boolean[] numbers() {
        boolean[] found = new boolean[order.size()];
        for (int position = 0; position < found.length; position++) {
            Node node = order.get(position);
            found[position] = node.primitive() instanceof Full && node.isTemporary() && !requested[position];
            for (Array input : node.inputArray()) {
                int maker = Nodes.of(input).position;
                if (maker >= 0 && found[maker]) {
                    found[maker] = isElementwise(node) && Nodes.of(input).stream() == node.stream();
                }
            }
        }
        return found;
    }

    private List<Step> cut() {
        Regions regions = Regions.of(this);
        List<Step> steps = new ArrayList<>();
        List<@Nullable List<Node>> members = new ArrayList<>(Collections.nCopies(order.size(), null));
        boolean[] isDone = new boolean[order.size()];
        for (int position = 0; position < order.size(); position++) {
            Node node = order.get(position);
            if (numbers[position]) {
                continue;
            }
            if (!isElementwise(node)) {
                if (!isDone[position]) {
                    steps.add(new Step.Single(node));
                }
                continue;
            }
            int last = regions.last(position);
            List<Node> list = members.get(last);
            if (list == null) {
                list = new ArrayList<>();
                members.set(last, list);
            }
            addNumbers(node, list);
            list.add(node);
            if (last == position) {
                // Others may read it in an evaluation to come.
                int reduction = node.hasOneConsumer() ? regions.reduction(last) : Regions.NONE;
                if (reduction == Regions.NONE) {
                    steps.add(new Step.Fused(list, stored(list)));
                } else {
                    isDone[reduction] = true;
                    steps.add(reduced(list, order.get(reduction)));
                }
            }
        }
        return steps;
    }

    private static Step reduced(List<Node> region, Node result) {
        if (!(result.primitive() instanceof Reduce reduce)) {
            throw new IllegalStateException("only a reduction runs with a region");
        }
        return new Step.Reduced(region, result, reduce);
    }

    private void addNumbers(Node node, List<Node> region) {
        for (Array input : node.inputArray()) {
            int maker = Nodes.of(input).position;
            if (maker >= 0 && numbers[maker] && !region.contains(Nodes.of(input))) {
                region.add(Nodes.of(input));
            }
        }
    }

    /** Of a region's values: the last one, and those inside that have to be. */
    private boolean[] stored(List<Node> nodes) {
        boolean[] stored = new boolean[nodes.size()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = i == stored.length - 1 || isStored(nodes.get(i).position);
        }
        return stored;
    }
}
