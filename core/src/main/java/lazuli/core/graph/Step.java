package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Device;
import lazuli.core.Stream;
import lazuli.core.primitive.reduction.Reduce;

/** What a plan computes by one call of kernels. */
sealed interface Step {
    /** The nodes that are done once the step is. */
    List<Node> nodes();

    /** Those of them that run as one program of elementwise primitives, or the only one. */
    List<Node> members();

    /** Whether the values of the node at an index are stored. */
    boolean isStored(int index);

    /** The nodes whose values are stored. */
    default List<Node> storedNodes() {
        return nodes(true);
    }

    /** The others. */
    default List<Node> interior() {
        return nodes(false);
    }

    private List<Node> nodes(boolean stored) {
        List<Node> nodes = nodes();
        if (nodes.size() == 1) {
            return stored == isStored(0) ? nodes : List.of();
        }
        List<Node> found = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            if (isStored(i) == stored) {
                found.add(nodes.get(i));
            }
        }
        return found;
    }

    /** Where it runs. */
    default Stream stream() {
        Stream stream = nodes().getLast().stream();
        return stream == null ? Stream.of(Device.CPU) : stream;
    }

    /** One node by its primitive's own evaluation. */
    record Single(Node node) implements Step {
        @Override
        public List<Node> nodes() {
            return List.of(node);
        }

        @Override
        public List<Node> members() {
            return nodes();
        }

        @Override
        public boolean isStored(int index) {
            return true;
        }
    }

    /**
     * A region of elementwise nodes of one shape as one program.
     *
     * @param nodes in order, the last being the region's result
     * @param stored which nodes' values are stored; the last one's always is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fused(List<Node> nodes, boolean[] stored) implements Step {
        @Override
        public List<Node> members() {
            return nodes;
        }

        @Override
        public boolean isStored(int index) {
            return stored[index];
        }
    }

    /**
     * A reduction of a region's last value, which is not stored.
     *
     * @param members the region's nodes in order
     * @param result the reduction's node
     */
    record Reduced(List<Node> members, Node result, Reduce reduce) implements Step {
        @Override
        public List<Node> nodes() {
            List<Node> nodes = new ArrayList<>(members);
            nodes.add(result);
            return nodes;
        }

        @Override
        public boolean isStored(int index) {
            return index == members.size();
        }
    }
}
