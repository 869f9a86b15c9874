package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.graph.ArrayType;
import lazuli.core.operation.Creation;
import org.jspecify.annotations.Nullable;

/** What a program takes for granted about the state: everything but the arrays' values. */
final class StateForm {
    /** Of a function that has no state. */
    static final StateForm NONE = new StateForm(List.of(), new Array[0], List.of());

    /** Stands for an array where only a tree's form matters. */
    private static final Array NOTHING = Creation.array(0);

    private final List<String> paths;
    private final List<ArrayType> types;

    /** For each leaf the number of its array: one array may be at several paths. */
    private final int[] numbers;

    /** For each array the first leaf that it is. */
    private final int[] firsts;

    private final List<?> settings;
    private final int hash;

    /**
     * The form of a state.
     *
     * @param paths of its leaves
     * @param leaves the arrays at these paths
     * @param settings what else the state says
     */
    StateForm(List<String> paths, Array[] leaves, List<?> settings) {
        this(paths, numbers(leaves), settings, leaf -> leaves[leaf].type());
    }

    private StateForm(List<String> paths, int[] numbers, List<?> settings, LeafType typeOfLeaf) {
        this.paths = paths;
        this.numbers = numbers;
        this.firsts = firsts(numbers);
        this.settings = settings;
        this.types = Arrays.stream(firsts).mapToObj(typeOfLeaf::of).toList();
        this.hash = Objects.hash(paths, types, Arrays.hashCode(numbers), settings);
    }

    private interface LeafType {
        ArrayType of(int leaf);
    }

    private static int[] numbers(Array[] leaves) {
        IdentityHashMap<Array, Integer> known = new IdentityHashMap<>();
        int[] numbers = new int[leaves.length];
        for (int i = 0; i < leaves.length; i++) {
            numbers[i] = known.computeIfAbsent(leaves[i], _ -> known.size());
        }
        return numbers;
    }

    private static int[] firsts(int[] numbers) {
        int[] firsts = new int[numbers.length];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == count) {
                firsts[count++] = i;
            }
        }
        return Arrays.copyOf(firsts, count);
    }

    /**
     * The form of other arrays at the same paths, with the same settings.
     *
     * @return this one, if there is no difference
     */
    StateForm of(Array[] leaves) {
        StateForm other = new StateForm(paths, leaves, settings);
        return other.equals(this) ? this : other;
    }

    /**
     * The form that a call leaves behind where it adds no array to the state.
     *
     * @param after as in {@link CompiledCall}
     * @param outputs the types of a call's outputs
     * @return this one, if there is no difference
     */
    StateForm after(int[] after, List<ArrayType> outputs) {
        List<Integer> known = new ArrayList<>();
        int[] next = new int[after.length];
        for (int i = 0; i < after.length; i++) {
            int number = known.indexOf(after[i]);
            next[i] = number < 0 ? known.size() : number;
            if (number < 0) {
                known.add(after[i]);
            }
        }
        StateForm other = new StateForm(
                paths,
                next,
                settings,
                leaf -> after[leaf] >= 0 ? outputs.get(after[leaf]) : types.get(-1 - after[leaf]));
        return other.equals(this) ? this : other;
    }

    /** The paths of the leaves. */
    List<String> paths() {
        return paths;
    }

    /** The types of the arrays, each once. */
    List<ArrayType> types() {
        return types;
    }

    /** How many arrays there are. */
    int arrays() {
        return firsts.length;
    }

    /** The first leaf that an array is. */
    int firstLeaf(int array) {
        return firsts[array];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof StateForm its
                        && hash == its.hash
                        && Arrays.equals(numbers, its.numbers)
                        && types.equals(its.types)
                        && paths.equals(its.paths)
                        && settings.equals(its.settings));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    static List<String> paths(Tree tree) {
        return List.copyOf(tree.flatten().keySet());
    }

    static Tree withoutArrays(Tree tree) {
        return tree.map(_ -> NOTHING);
    }

    /** The arrays of a tree, each once. */
    static List<Array> distinct(Tree tree) {
        Array[] leaves = tree.leaves().toArray(Array[]::new);
        return Arrays.stream(firsts(numbers(leaves)))
                .mapToObj(leaf -> leaves[leaf])
                .toList();
    }
}
