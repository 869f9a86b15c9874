package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a graph for other lengths of what a function does with some. It is run with several lengths of each axis; what it does must be the
 * same but for numbers, and the numbers must follow from lengths ({@link LengthSearch}). Then longer and shorter ones are tried, for how
 * far that holds.
 *
 * <p>Axes with equal lengths in the beginning, and which only together can be changed, share a {@link LengthRange}.
 */
final class LengthAnalysis {
    /** The longest that is tried; longer ones are refused. */
    static final int LONGEST = (1 << 24) - 3;

    /** How many lengths next to the first are tried in each direction; more where the rules end. */
    private static final int NEAR = 3;

    private static final int NEAR_AN_END = 32;

    private final Sampling sampling;
    private final int[] start;
    private final Sample base;

    /** For each axis the number of its class; those of a class are changed together. */
    private final int[] classes;

    private final int count;

    /** For each class why it keeps its length. */
    private final String[] reasons;

    private LengthAnalysis(Sampling sampling, int[] start, Sample base, int[] classes) {
        this.sampling = sampling;
        this.start = start;
        this.base = base;
        this.classes = classes;
        this.count = Arrays.stream(classes).max().orElse(-1) + 1;
        this.reasons = new String[count];
        Arrays.fill(reasons, "");
    }

    /** A graph for lengths around {@code start}, axes of equal lengths staying equal; null if the function cannot be run with these. */
    static @Nullable ShapelessGraph ofEqualClasses(Sampling sampling, int[] start) {
        Sample base = sampling.at(start).sample();
        return base == null ? null : new LengthAnalysis(sampling, start, base, equalClasses(start)).graph();
    }

    /** The same, axes of equal lengths being taken apart where each can be changed by itself. */
    static @Nullable ShapelessGraph ofOwnClasses(Sampling sampling, int[] start) {
        Sample base = sampling.at(start).sample();
        if (base == null) {
            return null;
        }
        int[] own = new LengthAnalysis(sampling, start, base, equalClasses(start)).ownClasses();
        ShapelessGraph graph = new LengthAnalysis(sampling, start, base, own).graph();
        int[] equal = equalClasses(start);
        return Arrays.equals(own, equal)
                ? graph
                : freer(graph, new LengthAnalysis(sampling, start, base, equal).graph());
    }

    /** That with fewer fixed lengths. */
    private static ShapelessGraph freer(ShapelessGraph a, ShapelessGraph b) {
        return freedom(b) > freedom(a) ? b : a;
    }

    private static long freedom(ShapelessGraph graph) {
        return graph.axes().stream()
                .flatMap(List::stream)
                .filter(number -> !graph.ranges().get(number).isFixed())
                .count();
    }

    private static int[] equalClasses(int[] lengths) {
        int[] distinct = Arrays.stream(lengths).distinct().toArray();
        return Arrays.stream(lengths)
                .map(length -> IntStream.range(0, distinct.length)
                        .filter(i -> distinct[i] == length)
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    // ---- which axes go together

    private int[] ownClasses() {
        int[] own = new int[classes.length];
        Arrays.fill(own, -1);
        int next = 0;
        for (int number = 0; number < count; number++) {
            List<Integer> left = new ArrayList<>();
            for (int axis = 0; axis < own.length; axis++) {
                if (classes[axis] == number) {
                    left.add(axis);
                }
            }
            for (int size = 1; size <= 3; size++) {
                List<Integer> group = changeable(left, size);
                while (group != null) {
                    for (int axis : group) {
                        own[axis] = next;
                    }
                    next++;
                    left.removeAll(group);
                    group = changeable(left, size);
                }
            }
            for (int axis : left) {
                own[axis] = next;
            }
            next += left.isEmpty() ? 0 : 1;
        }
        return own;
    }

    /** Some axes, so many, that can be changed together; null if there are none. */
    private @Nullable List<Integer> changeable(List<Integer> axes, int size) {
        return axes.size() < size || start[axes.getFirst()] < 2 ? null : changeable(axes, size, 0, new ArrayList<>());
    }

    private @Nullable List<Integer> changeable(List<Integer> axes, int size, int from, List<Integer> chosen) {
        if (chosen.size() == size) {
            int[] lengths = start.clone();
            int length = unused(start[chosen.getFirst()] + 1);
            chosen.forEach(axis -> lengths[axis] = length);
            return isAlike(sampling.at(lengths).sample()) ? List.copyOf(chosen) : null;
        }
        for (int i = from; i < axes.size(); i++) {
            chosen.add(axes.get(i));
            List<Integer> found = changeable(axes, size, i + 1, chosen);
            if (found != null) {
                return found;
            }
            chosen.removeLast();
        }
        return null;
    }

    private int unused(int least) {
        int length = least;
        while (contains(start, length)) {
            length++;
        }
        return length;
    }

    private static boolean contains(int[] lengths, int length) {
        return Arrays.stream(lengths).anyMatch(each -> each == length);
    }

    private boolean isAlike(@Nullable Sample sample) {
        return sample != null && base.difference(sample) == null;
    }

    // ---- rules

    private ShapelessGraph graph() {
        List<Integer> open = new ArrayList<>();
        List<Sample> samples = new ArrayList<>(List.of(base));
        for (int number = 0; number < count; number++) {
            List<Integer> wider = new ArrayList<>(open);
            wider.add(number);
            if (lengthOf(number) < 2) {
                reasons[number] = "";
            } else if (addSamples(wider, number, samples)) {
                open = wider;
            }
        }
        List<StepRule> rules = rules(open, samples);
        while (rules == null) {
            // A length that nothing follows from in a known way stays what it is.
            List<Integer> rest = open;
            for (int i = open.size() - 1; i >= 0 && rules == null; i--) {
                rest = new ArrayList<>(open);
                rest.subList(i, i + 1).clear();
                rules = rules(rest, samples);
            }
            if (rules == null) {
                rest = open.subList(0, open.size() - 1);
                rules = rules(rest, samples);
            }
            open = List.copyOf(rest);
        }
        return ranged(open, rules);
    }

    private int lengthOf(int number) {
        for (int axis = 0; axis < classes.length; axis++) {
            if (classes[axis] == number) {
                return start[axis];
            }
        }
        throw new IllegalStateException("no axis of class " + number);
    }

    /** Adds samples with other lengths of one class, alone and with others, or tells why it cannot be changed. */
    private boolean addSamples(List<Integer> open, int number, List<Sample> samples) {
        List<Sample> added = new ArrayList<>();
        for (int round = 0; round < sampling.effort().rounds(); round++) {
            List<int[]> choices = List.of(changed(List.of(number), round), changed(open, round));
            for (int[] lengths : open.size() == 1 ? choices.subList(0, 1) : choices) {
                Sampling.Attempt attempt = sampling.at(lengths);
                Sample sample = attempt.sample();
                String difference = sample == null ? attempt.failure() : base.difference(sample);
                if (sample == null || difference != null) {
                    reasons[number] = String.valueOf(difference);
                    return false;
                }
                added.add(sample);
            }
        }
        samples.addAll(added);
        return true;
    }

    /** Somewhat longer lengths of some classes, no two alike. */
    private int[] changed(List<Integer> open, int round) {
        int[] lengths = start.clone();
        for (int number : open) {
            int length = lengthOf(number) + 1 + (number * (round + 2) + round * round) % 7;
            while (contains(lengths, length) || contains(start, length)) {
                length++;
            }
            set(lengths, number, length);
        }
        return lengths;
    }

    private void set(int[] lengths, int number, int length) {
        for (int axis = 0; axis < classes.length; axis++) {
            if (classes[axis] == number) {
                lengths[axis] = length;
            }
        }
    }

    private @Nullable List<StepRule> rules(List<Integer> open, List<Sample> samples) {
        List<Sample> chosen = samples.stream()
                .filter(sample -> IntStream.range(0, count)
                        .filter(number -> !open.contains(number))
                        .allMatch(number -> lengthIn(sample, number) == lengthOf(number)))
                .toList();
        LengthSearch search = new LengthSearch(chosen);
        List<StepRule> rules = search.rules();
        if (rules == null) {
            open.forEach(number -> reasons[number] = search.failure());
        }
        return rules;
    }

    private int lengthIn(Sample sample, int number) {
        int[] lengths = sample.graph().arguments().stream()
                .limit(sampling.arguments())
                .flatMapToInt(type -> Arrays.stream(type.shape().toArray()))
                .toArray();
        for (int axis = 0; axis < classes.length; axis++) {
            if (classes[axis] == number) {
                return lengths[axis];
            }
        }
        throw new IllegalStateException("no axis of class " + number);
    }

    // ---- how far they hold

    private ShapelessGraph ranged(List<Integer> open, List<StepRule> rules) {
        int[] least = new int[count];
        int[] most = new int[count];
        for (int number = 0; number < count; number++) {
            int each = number;
            int length = lengthOf(number);
            boolean isOpen = open.contains(number);
            IntPredicate holds = other -> {
                int[] lengths = start.clone();
                set(lengths, each, other);
                return holds(rules, lengths);
            };
            least[number] = isOpen ? shortest(length, holds) : length;
            most[number] = isOpen ? longest(length, holds) : length;
        }
        narrow(open, rules, least);
        List<LengthRange> ranges = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            ranges.add(
                    new LengthRange(least[number], most[number], least[number] == most[number] ? reasons[number] : ""));
        }
        return new ShapelessGraph(base.graph(), ranges, sampling.byArgument(classes), rules);
    }

    private boolean holds(List<StepRule> rules, int[] lengths) {
        Sample sample = sampling.at(lengths).sample();
        return isAlike(sample) && sample != null && LengthSearch.hold(rules, base, sample);
    }

    /** The last length that a predicate holds for, from {@code from} on. */
    private int longest(int from, IntPredicate holds) {
        return end(from, sampling.effort().rungs(), holds);
    }

    private int shortest(int from, IntPredicate holds) {
        return end(from, sampling.effort().rungs().reversed(), holds);
    }

    /**
     * How far from a length, in the direction of the rungs, a predicate holds. It is taken to hold between two lengths for which it does; only
     * near the first one each is tried, since a formula may fit some of these by chance, as where a slice ends.
     */
    private static int end(int from, List<Integer> rungs, IntPredicate holds) {
        int direction = Integer.signum(rungs.getLast() - rungs.getFirst());
        int last = from;
        int near = NEAR;
        for (int rung : rungs) {
            if ((rung - last) * direction > 0) {
                if (!holds.test(rung)) {
                    last = between(last, rung, holds);
                    near = NEAR_AN_END;
                    break;
                }
                last = rung;
            }
        }
        for (int each = from; each != last && Math.abs(each - from) < near; each += direction) {
            if (!holds.test(each + direction)) {
                return each;
            }
        }
        return last;
    }

    private static int between(int holding, int failing, IntPredicate holds) {
        int good = holding;
        int bad = failing;
        while (Math.abs(bad - good) > 1) {
            int middle = good + (bad - good) / 2;
            if (holds.test(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    /** What holds for the shortest lengths each by itself may not where two are short, or equal. */
    private void narrow(List<Integer> open, List<StepRule> rules, int[] least) {
        int[] all = start.clone();
        open.forEach(number -> set(all, number, least[number]));
        if (!holds(rules, all)) {
            open.forEach(number -> least[number] = Math.max(least[number], Math.min(2, lengthOf(number))));
            int[] again = start.clone();
            open.forEach(number -> set(again, number, least[number]));
            if (!holds(rules, again)) {
                open.forEach(number -> least[number] = lengthOf(number));
            }
        }
    }
}
