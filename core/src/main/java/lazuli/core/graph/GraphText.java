package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.primitive.Primitive;

/** The graph of arrays, which is not evaluated: as lines of text, or as a drawing in Graphviz's DOT. */
public final class GraphText {
    private final List<Lineage> order;
    private final IdentityHashMap<Node, Integer> first = new IdentityHashMap<>();

    private GraphText(List<Lineage> order) {
        this.order = order;
        int next = 0;
        for (Lineage made : order) {
            first.put(made.node(), next);
            next += made.node().types().size();
        }
    }

    /** A line for each node after those that it is computed from. */
    public static String lines(List<Array> outputs) {
        GraphText text = new GraphText(TopologicalOrder.of(outputs, _ -> true));
        StringBuilder lines = new StringBuilder();
        text.order.forEach(made -> lines.append(text.line(made)).append('\n'));
        return lines.append("returns ").append(text.names(outputs)).toString();
    }

    private String line(Lineage lineage) {
        Node node = lineage.node();
        String made = IntStream.range(0, node.types().size())
                .mapToObj(
                        i -> "v%d: %s".formatted(number(node) + i, node.types().get(i)))
                .collect(Collectors.joining(", "));
        Primitive primitive = lineage.primitive();
        if (primitive == null) {
            return made + " = data";
        }
        String done = node.isAvailable(0) ? ", computed" : "";
        return "%s = %s(%s)%s".formatted(made, Notation.of(primitive), names(lineage.inputs()), done);
    }

    private int number(Node node) {
        Integer number = first.get(node);
        if (number == null) {
            throw new IllegalStateException("a node that the walk did not meet");
        }
        return number;
    }

    private String names(List<Array> arrays) {
        return arrays.stream()
                .map(array -> "v" + (number(Nodes.of(array)) + Nodes.index(array)))
                .collect(Collectors.joining(", "));
    }

    /** What is left to compute, and the data that it is computed from; what is computed already counts as data. */
    private static List<Lineage> pending(Collection<Array> outputs) {
        Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        outputs.forEach(output -> needed.add(Nodes.of(output)));
        List<Lineage> pending = new ArrayList<>();
        for (Lineage made : TopologicalOrder.of(List.copyOf(outputs), _ -> true).reversed()) {
            if (needed.contains(made.node())) {
                Lineage left = isComputed(made.node()) ? new Lineage(made.node(), null, List.of()) : made;
                left.inputs().forEach(input -> needed.add(Nodes.of(input)));
                pending.add(left);
            }
        }
        return pending.reversed();
    }

    private static boolean isComputed(Node node) {
        return IntStream.range(0, node.types().size()).allMatch(node::isAvailable);
    }

    /**
     * Data and what is computed already as ellipses, primitives as boxes with the types of what they make. The named outputs are boxes with
     * two borders. An output that is data has no edge: its names stand in the data's own ellipse, which has the two borders.
     */
    public static String dot(Map<String, Array> outputs) {
        GraphText text = new GraphText(pending(outputs.values()));
        Set<Node> data = Collections.newSetFromMap(new IdentityHashMap<>());
        text.order.stream().filter(made -> made.primitive() == null).forEach(made -> data.add(made.node()));
        IdentityHashMap<Node, List<String>> names = new IdentityHashMap<>();
        List<String> boxes = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, Array> output : outputs.entrySet()) {
            String id = "output" + number++;
            Node node = Nodes.of(output.getValue());
            if (data.contains(node)) {
                names.computeIfAbsent(node, _ -> new ArrayList<>()).add(output.getKey());
            } else {
                boxes.add("  %s [label=%s, shape=box, peripheries=2];".formatted(id, quoted(output.getKey())));
                boxes.add("  %s -> %s;".formatted(text.id(output.getValue()), id));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("digraph {");
        text.order.forEach(made -> text.draw(made, names.getOrDefault(made.node(), List.of()), lines));
        lines.addAll(boxes);
        lines.add("}\n");
        return String.join("\n", lines);
    }

    private void draw(Lineage made, List<String> names, List<String> lines) {
        Node node = made.node();
        String id = "n" + number(node);
        Primitive primitive = made.primitive();
        List<String> label = new ArrayList<>(names);
        label.add(primitive == null ? "data" : Notation.of(primitive));
        node.types().forEach(type -> label.add(type.toString()));
        lines.add("  %s [label=%s, shape=%s%s];"
                .formatted(
                        id,
                        quoted(String.join("\n", label)),
                        primitive == null ? "ellipse" : "box",
                        names.isEmpty() ? "" : ", peripheries=2"));
        made.inputs().forEach(input -> lines.add("  %s -> %s;".formatted(id(input), id)));
    }

    private String id(Array array) {
        return "n" + number(Nodes.of(array));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
