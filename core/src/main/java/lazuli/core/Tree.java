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
import lazuli.core.graph.Required;

/** Arrays in nested maps and lists, as a module's parameters and an optimizer's state are; immutable, in declaration order. */
public sealed interface Tree {
    /** The most levels of a tree that its methods follow. */
    int MOST_LEVELS = 256;

    /** An array. */
    record Leaf(Array array) implements Tree {
        /** Checks that there is an array. */
        public Leaf {
            Required.argument("tree", "array", array);
        }
    }

    /** Named subtrees. */
    record Branch(Map<String, Tree> children) implements Tree {
        /** Checks that nothing is null. */
        public Branch {
            children =
                    Collections.unmodifiableMap(new LinkedHashMap<>(Required.arguments("tree", "children", children)));
        }
    }

    /** Numbered subtrees. */
    record Sequence(List<Tree> children) implements Tree {
        /** Checks that nothing is null. */
        public Sequence {
            children = List.copyOf(Required.arguments("tree", "children", children));
        }
    }

    /** The tree without arrays. */
    static Tree empty() {
        return new Branch(Map.of());
    }

    /** The arrays by path, in order: {@code layers.0.weight}. A tree that is one leaf has the path {@code ""}. */
    default Map<String, Array> flatten() {
        Map<String, Array> flat = new LinkedHashMap<>();
        collect("", this, flat, 0);
        return flat;
    }

    private static void collect(String path, Tree tree, Map<String, Array> flat, int level) {
        requireLevel(level);
        String prefix = path.isEmpty() ? "" : path + ".";
        switch (tree) {
            case Leaf leaf -> flat.put(path, leaf.array());
            case Branch branch ->
                branch.children().forEach((name, child) -> collect(prefix + name, child, flat, level + 1));
            case Sequence sequence -> {
                for (int i = 0; i < sequence.children().size(); i++) {
                    collect(prefix + i, sequence.children().get(i), flat, level + 1);
                }
            }
        }
    }

    /** The tree of arrays by path; parts of a path that are 0, 1, 2... make a sequence. */
    static Tree unflatten(Map<String, Array> flat) {
        return unflatten(Required.arguments("tree_unflatten", "flat", flat), 0);
    }

    private static Tree unflatten(Map<String, Array> flat, int level) {
        requireLevel(level);
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
        groups.forEach((name, group) -> children.put(name, unflatten(group, level + 1)));
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

    private static void requireLevel(int level) {
        if (level > MOST_LEVELS) {
            throw new ArgumentException("tree", "has more than %d levels", MOST_LEVELS);
        }
    }

    /** The arrays in order. */
    default List<Array> leaves() {
        return new ArrayList<>(flatten().values());
    }

    /** A tree of the same form with each array replaced. */
    default Tree map(UnaryOperator<Array> function) {
        return mapped(this, Required.argument("tree_map", "function", function), 0);
    }

    private static Tree mapped(Tree tree, UnaryOperator<Array> function, int level) {
        requireLevel(level);
        return switch (tree) {
            case Leaf leaf ->
                new Leaf(Required.argument("tree_map", "the function's result", function.apply(leaf.array())));
            case Branch branch -> {
                Map<String, Tree> children = new LinkedHashMap<>();
                branch.children().forEach((name, child) -> children.put(name, mapped(child, function, level + 1)));
                yield new Branch(children);
            }
            case Sequence sequence ->
                new Sequence(sequence.children().stream()
                        .map(child -> mapped(child, function, level + 1))
                        .toList());
        };
    }

    /** A tree of the same form with each array replaced by a function of its path and itself. */
    default Tree mapWithPath(BiFunction<String, Array, Array> function) {
        Required.argument("tree_map_with_path", "function", function);
        List<Array> after = new ArrayList<>();
        flatten()
                .forEach((path, array) -> after.add(
                        Required.argument("tree_map_with_path", "the function's result", function.apply(path, array))));
        return withLeaves(after);
    }

    /** Combines all arrays in order, beginning with {@code first}. */
    default <T> T reduce(T first, BiFunction<T, Array, T> combine) {
        Required.argument("tree_reduce", "combine", combine);
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
        Required.argument("tree_merge", "combine", combine);
        Map<String, Array> flat =
                Required.argument("tree_merge", "first", first).flatten();
        Required.argument("tree_merge", "second", second)
                .flatten()
                .forEach((path, array) -> flat.merge(
                        path,
                        array,
                        (a, b) -> Required.argument("tree_merge", "the function's result", combine.apply(a, b))));
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
        Required.argument("tree_map", "function", function);
        Map<String, Array> left = Required.argument("tree_map", "first", first).flatten();
        Map<String, Array> right =
                Required.argument("tree_map", "second", second).flatten();
        if (!left.keySet().equals(right.keySet())) {
            throw new IllegalArgumentException("[tree_map] trees differ: " + left.keySet() + " and " + right.keySet());
        }
        Map<String, Array> result = new LinkedHashMap<>();
        left.forEach((path, array) -> result.put(
                path, Required.argument("tree_map", "the function's result", function.apply(array, right.get(path)))));
        return first.withLeaves(new ArrayList<>(result.values()));
    }

    /**
     * A tree of the same form with these arrays in order.
     *
     * @throws ArgumentException if there are not as many as the tree has
     */
    default Tree withLeaves(List<Array> leaves) {
        int count = count(this, 0);
        if (Required.arguments("tree_with_leaves", "leaves", leaves).size() != count) {
            throw new ArgumentException(
                    "tree_with_leaves", "leaves are %d arrays for a tree of %d", leaves.size(), count);
        }
        Iterator<Array> next = leaves.iterator();
        return map(ignored -> next.next());
    }

    private static int count(Tree tree, int level) {
        requireLevel(level);
        return switch (tree) {
            case Leaf _ -> 1;
            case Branch branch ->
                branch.children().values().stream()
                        .mapToInt(child -> count(child, level + 1))
                        .sum();
            case Sequence sequence ->
                sequence.children().stream()
                        .mapToInt(child -> count(child, level + 1))
                        .sum();
        };
    }
}
