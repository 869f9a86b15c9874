package lazuli.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Arrays in nested maps and lists, as a module's parameters and an optimizer's state are; immutable, in declaration order. */
public sealed interface Tree {

    /** An array. */
    record Leaf(Array array) implements Tree {}

    /** Named subtrees. */
    record Branch(Map<String, Tree> children) implements Tree {
        public Branch {
            children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
        }
    }

    /** Numbered subtrees. */
    record Sequence(List<Tree> children) implements Tree {
        public Sequence {
            children = List.copyOf(children);
        }
    }

    /** The tree without arrays. */
    static Tree empty() {
        return new Branch(Map.of());
    }

    /** The arrays by path, in order: {@code layers.0.weight}. A tree that is one leaf has the path {@code ""}. */
    default Map<String, Array> flatten() {
        Map<String, Array> flat = new LinkedHashMap<>();
        collect("", this, flat);
        return flat;
    }

    private static void collect(String path, Tree tree, Map<String, Array> flat) {
        String prefix = path.isEmpty() ? "" : path + ".";
        switch (tree) {
            case Leaf leaf -> flat.put(path, leaf.array());
            case Branch branch -> branch.children().forEach((name, child) -> collect(prefix + name, child, flat));
            case Sequence sequence -> {
                for (int i = 0; i < sequence.children().size(); i++) {
                    collect(prefix + i, sequence.children().get(i), flat);
                }
            }
        }
    }

    /** The tree of arrays by path; parts of a path that are 0, 1, 2... make a sequence. */
    static Tree unflatten(Map<String, Array> flat) {
        if (flat.size() == 1 && flat.containsKey("")) {
            return new Leaf(flat.values().iterator().next());
        }
        Map<String, Map<String, Array>> groups = new LinkedHashMap<>();
        flat.forEach((path, array) -> {
            int dot = path.indexOf('.');
            String head = dot < 0 ? path : path.substring(0, dot);
            groups.computeIfAbsent(head, name -> new LinkedHashMap<>())
                    .put(dot < 0 ? "" : path.substring(dot + 1), array);
        });
        Map<String, Tree> children = new LinkedHashMap<>();
        groups.forEach((name, group) -> children.put(name, unflatten(group)));
        return sequenceOrBranch(children);
    }

    private static Tree sequenceOrBranch(Map<String, Tree> children) {
        TreeMap<Integer, Tree> numbered = new TreeMap<>();
        children.forEach((name, child) -> {
            if (name.matches("\\d{1,9}")) {
                numbered.put(Integer.parseInt(name), child);
            }
        });
        boolean complete =
                !numbered.isEmpty() && numbered.size() == children.size() && numbered.lastKey() == numbered.size() - 1;
        return complete ? new Sequence(new ArrayList<>(numbered.values())) : new Branch(children);
    }

    /** The arrays in order. */
    default List<Array> leaves() {
        return new ArrayList<>(flatten().values());
    }

    /** A tree of the same form with each array replaced. */
    default Tree map(UnaryOperator<Array> function) {
        return switch (this) {
            case Leaf leaf -> new Leaf(function.apply(leaf.array()));
            case Branch branch -> {
                Map<String, Tree> children = new LinkedHashMap<>();
                branch.children().forEach((name, child) -> children.put(name, child.map(function)));
                yield new Branch(children);
            }
            case Sequence sequence ->
                new Sequence(sequence.children().stream()
                        .map(child -> child.map(function))
                        .toList());
        };
    }

    /** A tree of the same form with each array replaced by a function of its path and itself. */
    default Tree mapWithPath(BiFunction<String, Array, Array> function) {
        List<Array> after = new ArrayList<>();
        flatten().forEach((path, array) -> after.add(function.apply(path, array)));
        return withLeaves(after);
    }

    /** Combines all arrays in order, beginning with {@code first}. */
    default <T> T reduce(T first, BiFunction<T, Array, T> combine) {
        T result = first;
        for (Array array : leaves()) {
            result = combine.apply(result, array);
        }
        return result;
    }

    /**
     * A tree with the arrays of two; where both have one, {@code combine} makes one of them.
     *
     * @throws IllegalArgumentException if an array of one tree stands where the other has a subtree
     */
    static Tree merge(Tree first, Tree second, BinaryOperator<Array> combine) {
        Map<String, Array> flat = first.flatten();
        second.flatten().forEach((path, array) -> flat.merge(path, array, combine));
        for (String path : flat.keySet()) {
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                if (flat.containsKey(path.substring(0, dot))) {
                    throw new IllegalArgumentException(
                            "[tree_merge] %s is an array and holds %s".formatted(path.substring(0, dot), path));
                }
            }
        }
        return unflatten(flat);
    }

    /**
     * Combines two trees of the same form.
     *
     * @throws IllegalArgumentException if their paths differ
     */
    static Tree map(BiFunction<Array, Array, Array> function, Tree first, Tree second) {
        Map<String, Array> left = first.flatten();
        Map<String, Array> right = second.flatten();
        if (!left.keySet().equals(right.keySet())) {
            throw new IllegalArgumentException("[tree_map] trees differ: " + left.keySet() + " and " + right.keySet());
        }
        Map<String, Array> result = new LinkedHashMap<>();
        left.forEach((path, array) -> result.put(path, function.apply(array, right.get(path))));
        return first.withLeaves(new ArrayList<>(result.values()));
    }

    /** A tree of the same form with these arrays in order. */
    default Tree withLeaves(List<Array> leaves) {
        Iterator<Array> next = leaves.iterator();
        return map(ignored -> next.next());
    }
}
