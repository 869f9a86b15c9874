package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Stream;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.Reduce;

/** What is computed by one call of kernels. */
sealed interface Step {
    /** The nodes that are done once the step is. */
    List<Node> nodes();

    /** Those of them whose values are not stored. */
    List<Node> interior();

    /** What it does, in a word. */
    String text();

    /** The types of what it reads. */
    List<ArrayType> inputs();

    /** The types of the last node's outputs. */
    default List<ArrayType> outputs() {
        return nodes().getLast().types();
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
        public List<Node> interior() {
            return List.of();
        }

        @Override
        public String text() {
            Primitive primitive = node.primitive();
            return primitive == null ? "data" : primitive.text();
        }

        @Override
        public List<ArrayType> inputs() {
            return node.inputs().stream().map(Array::type).toList();
        }
    }

    /**
     * A region of elementwise nodes of one shape as one program.
     *
     * @param nodes in order, the last being the region's result
     * @param stored which nodes' values are stored; the last one's always is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Region(List<Node> nodes, boolean[] stored) implements Step {
        @Override
        public List<Node> interior() {
            return IntStream.range(0, stored.length)
                    .filter(i -> !stored[i])
                    .mapToObj(nodes::get)
                    .toList();
        }

        @Override
        public String text() {
            return Computation.elementwise(nodes.stream().map(Node::primitive));
        }

        @Override
        public List<ArrayType> inputs() {
            return typesRead(nodes);
        }
    }

    /**
     * A reduction of a region's last value, which is not stored.
     *
     * @param region its nodes in order
     * @param result the reduction's node
     */
    record ReducedRegion(List<Node> region, Node result, Reduce reduce) implements Step {
        @Override
        public List<Node> nodes() {
            List<Node> nodes = new ArrayList<>(region);
            nodes.add(result);
            return nodes;
        }

        @Override
        public List<Node> interior() {
            return region;
        }

        @Override
        public String text() {
            return reduce.text() + " of "
                    + Computation.elementwise(region.stream().map(Node::primitive));
        }

        @Override
        public List<ArrayType> inputs() {
            return typesRead(region);
        }
    }

    private static List<ArrayType> typesRead(List<Node> region) {
        return region.stream()
                .flatMap(node -> node.inputs().stream())
                .filter(input -> !region.contains(input.node()))
                .map(Array::type)
                .distinct()
                .toList();
    }
}
