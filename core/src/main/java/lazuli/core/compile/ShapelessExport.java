package lazuli.core.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.Placeholder;

/**
 * All graphs for other lengths that are made of a function before it is written to a file: for the lengths given, for longer and shorter ones
 * where the function does something else, and where lengths of 1 are others or others are 1, since an axis of length 1 is broadcast.
 */
final class ShapelessExport {
    private static final int MOST_GRAPHS = 32;

    /** All choices of axes are tried of no more than these. */
    private static final int MOST_AXES = 6;

    /** What axes of length 1 become: no length that is likely to be there already. */
    private static final int LENGTH = 5;

    private final Sampling sampling;
    private final List<ShapelessGraph> graphs = new ArrayList<>();

    private ShapelessExport(Sampling sampling) {
        this.sampling = sampling;
    }

    static List<ShapelessGraph> of(FnN function, List<ArrayType> arguments) {
        Sampling sampling = new Sampling(types -> sample(function, types), arguments, Sampling.Effort.EXPORT);
        ShapelessExport export = new ShapelessExport(sampling);
        export.find();
        return export.graphs.stream().map(ConstantFolding::of).toList();
    }

    private static Sample sample(FnN function, List<ArrayType> types) {
        return Shapeless.trace(() -> TransformScope.run(() -> {
            List<Array> placeholders = new ArrayList<>();
            for (ArrayType type : types) {
                String role = "argument %d of a function under export".formatted(placeholders.size());
                placeholders.add(Nodes.of(new Placeholder(type, role)));
            }
            List<Array> outputs = Required.results(
                    "export_function",
                    SideEffects.refused(SideEffects.Purpose.EXPORT, () -> function.apply(List.copyOf(placeholders))));
            return Sample.of(new Sample.Run(placeholders, outputs, ""), Inlining::forFiles);
        }));
    }

    private void find() {
        int[] given = sampling.given();
        explore(given);
        for (int[] axes : choices(given)) {
            for (int[] lengths : otherwise(given, axes)) {
                explore(lengths);
            }
        }
    }

    /** Axes to change between 1 and another length: few first. */
    private static List<int[]> choices(int[] given) {
        int rank = given.length;
        List<int[]> choices = new ArrayList<>();
        for (int length : Arrays.stream(given).distinct().toArray()) {
            choices.add(IntStream.range(0, rank)
                    .filter(axis -> given[axis] == length)
                    .toArray());
        }
        choices.add(IntStream.range(0, rank).filter(axis -> given[axis] == 1).toArray());
        if (rank <= MOST_AXES) {
            IntStream.range(1, 1 << rank)
                    .boxed()
                    .sorted((a, b) -> Integer.bitCount(a) - Integer.bitCount(b))
                    .forEach(set -> choices.add(IntStream.range(0, rank)
                            .filter(axis -> (set >> axis & 1) != 0)
                            .toArray()));
        } else {
            IntStream.range(0, rank).forEach(axis -> choices.add(new int[] {axis}));
        }
        return choices;
    }

    /** With those axes that are 1 longer, all as long as each other or as another axis, and the others 1. */
    private static List<int[]> otherwise(int[] given, int[] axes) {
        List<Integer> lengths = new ArrayList<>(List.of(LENGTH));
        Arrays.stream(given)
                .filter(length -> length > 1 && length != LENGTH)
                .distinct()
                .forEach(lengths::add);
        boolean lengthens = Arrays.stream(axes).anyMatch(axis -> given[axis] == 1);
        List<int[]> others = new ArrayList<>();
        for (int length : lengthens ? lengths : lengths.subList(0, 1)) {
            int[] changed = given.clone();
            for (int axis : axes) {
                changed[axis] = given[axis] == 1 ? length : 1;
            }
            others.add(changed);
        }
        return others;
    }

    /** Makes a graph for some lengths, and for those next to where it ends. */
    private void explore(int[] start) {
        Deque<int[]> left = new ArrayDeque<>(List.of(start));
        while (!left.isEmpty()) {
            int[] lengths = left.removeFirst();
            if (graphs.size() >= MOST_GRAPHS || isCovered(lengths)) {
                continue;
            }
            ShapelessGraph graph = LengthAnalysis.ofOwnClasses(sampling, lengths);
            if (graph != null) {
                graphs.add(graph);
                left.addAll(beyond(graph, lengths));
            }
        }
    }

    /** Whether there is a graph for these lengths, or no need for one since no array can have them. */
    private boolean isCovered(int[] lengths) {
        List<ArrayType> types;
        try {
            types = sampling.types(lengths);
        } catch (ShapeException tooLarge) {
            return true;
        }
        return graphs.stream().anyMatch(graph -> graph.refusal(types) == null);
    }

    private static List<int[]> beyond(ShapelessGraph graph, int[] lengths) {
        int[] numbers = graph.axes().stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> beyond = new ArrayList<>();
        for (int number = 0; number < graph.ranges().size(); number++) {
            LengthRange range = graph.ranges().get(number);
            if (range.least() > 1) {
                beyond.add(with(lengths, numbers, number, range.least() - 1));
            }
            if (range.most() > 1 && range.most() < LengthAnalysis.LONGEST) {
                beyond.add(with(lengths, numbers, number, range.most() + 1));
            }
        }
        return beyond;
    }

    private static int[] with(int[] lengths, int[] numbers, int number, int length) {
        int[] changed = lengths.clone();
        for (int axis = 0; axis < changed.length; axis++) {
            if (numbers[axis] == number) {
                changed[axis] = length;
            }
        }
        return changed;
    }
}
