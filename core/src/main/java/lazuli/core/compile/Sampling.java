package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lazuli.core.Shape;
import lazuli.core.graph.ArrayType;
import org.jspecify.annotations.Nullable;

/** Runs a function on stand-ins for arguments of chosen lengths, each choice once, and only so often. */
final class Sampling {
    /** What came of a run: a sample, or why there is none. */
    record Attempt(@Nullable Sample sample, String failure) {
        static Attempt failed(String failure) {
            return new Attempt(null, failure);
        }
    }

    /** How many nodes more than the first run another one may make, and how many times as many. */
    private static final int FEW = 500;

    private static final int TIMES = 3;

    /** How much is tried. */
    enum Effort {
        /** For a function that does not look at lengths, so that only the library does. */
        COMPILE(200, 200_000, 3, List.of(1, 2, 35, 256, 4099, LengthAnalysis.LONGEST)),
        /** For one that may. */
        EXPORT(
                3000,
                400_000,
                4,
                List.of(
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        11,
                        13,
                        16,
                        21,
                        32,
                        35,
                        64,
                        100,
                        129,
                        256,
                        1000,
                        1024,
                        4099,
                        65_536,
                        LengthAnalysis.LONGEST));

        private final int runs;
        private final long steps;
        private final int rounds;
        private final List<Integer> rungs;

        /**
         * An effort.
         *
         * @param runs how often the function is run, at most
         * @param steps how many operations all runs have together, at most
         * @param rounds how many other lengths of each axis rules are found from
         * @param rungs the lengths that these rules are tried with
         */
        Effort(int runs, long steps, int rounds, List<Integer> rungs) {
            this.runs = runs;
            this.steps = steps;
            this.rounds = rounds;
            this.rungs = rungs;
        }

        int rounds() {
            return rounds;
        }

        List<Integer> rungs() {
            return rungs;
        }
    }

    private final Function<List<ArrayType>, Sample> function;
    private final Effort effort;
    private final List<ArrayType> arguments;
    private final Map<List<Integer>, Attempt> attempts = new HashMap<>();
    private int runs;
    private long steps;

    /** The nodes that a run may make: some times those of the first, with the lengths given. */
    private long nodes = Long.MAX_VALUE;

    /**
     * Of a function that is given the arguments' types.
     *
     * @param arguments of which lengths are changed
     */
    Sampling(Function<List<ArrayType>, Sample> function, List<ArrayType> arguments, Effort effort) {
        this.function = function;
        this.arguments = arguments;
        this.effort = effort;
        this.runs = effort.runs;
        this.steps = effort.steps;
    }

    Effort effort() {
        return effort;
    }

    /** How many arguments' lengths are changed. */
    int arguments() {
        return arguments.size();
    }

    /** The lengths of all axes of all arguments, one after another. */
    int[] given() {
        return arguments.stream()
                .flatMapToInt(type -> Arrays.stream(type.shape().toArray()))
                .toArray();
    }

    /** For each argument and each of its axes the item of a list that has one for each axis. */
    List<List<Integer>> byArgument(int[] each) {
        List<List<Integer>> parts = new ArrayList<>();
        int next = 0;
        for (ArrayType argument : arguments) {
            int rank = argument.shape().rank();
            parts.add(Arrays.stream(each, next, next + rank).boxed().toList());
            next += rank;
        }
        return parts;
    }

    /** Types with these lengths, of all axes one after another. */
    List<ArrayType> types(int[] lengths) {
        List<List<Integer>> parts = byArgument(lengths);
        List<ArrayType> types = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            types.add(arguments
                    .get(i)
                    .with(Shape.of(
                            parts.get(i).stream().mapToInt(Integer::intValue).toArray())));
        }
        return types;
    }

    /** What the function does with arguments of these lengths. */
    Attempt at(int[] lengths) {
        List<Integer> key = Arrays.stream(lengths).boxed().toList();
        Attempt known = attempts.get(key);
        if (known != null) {
            return known;
        }
        if (runs <= 0 || steps <= 0) {
            return Attempt.failed("the function is too large to be tried with more lengths");
        }
        Attempt attempt = attempt(lengths);
        runs--;
        steps -= attempt.sample() == null ? 1 : 1 + attempt.sample().numbers().size();
        attempts.put(key, attempt);
        return attempt;
    }

    /** What the function returned beside arrays, for lengths with which it can be run. */
    Object results(int[] lengths) {
        Sample sample = at(lengths).sample();
        if (sample == null) {
            throw new IllegalStateException("the function cannot be run with these lengths");
        }
        return sample.results();
    }

    private Attempt attempt(int[] lengths) {
        Shapeless.Allowance allowance = new Shapeless.Allowance(nodes);
        try {
            Sample sample = Shapeless.limit(allowance, () -> function.apply(types(lengths)));
            nodes = Math.min(nodes, TIMES * allowance.made() + FEW);
            return new Attempt(sample, "");
        } catch (RuntimeException | OutOfMemoryError refused) {
            return Attempt.failed(String.valueOf(refused.getMessage()));
        }
    }
}
