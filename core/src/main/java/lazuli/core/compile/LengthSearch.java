package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import lazuli.core.graph.ArrayType;
import lazuli.core.operation.Scalars;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.elementwise.Full;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each number of a graph is made of, from samples of one function with different lengths: a number that is the same in all is one;
 * another must be a product or a linear function of lengths of values that were there before it, in all samples.
 */
final class LengthSearch {
    /** More lengths than these are tried in pairs, not in threes. */
    private static final int MOST_IN_THREES = 24;

    private static final int LARGEST_DIVISOR = 4;

    private final List<Sample> samples;
    private final List<List<int[]>> lengths;
    private final Map<List<Long>, LengthOf> known = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private String failure = "";

    /** A length that differs between samples, in each. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Candidate(long[] lengths, List<LengthOf> factors) {
        @Nullable
        Candidate times(Candidate other) {
            long[] products = new long[lengths.length];
            for (int i = 0; i < products.length; i++) {
                products[i] = lengths[i] * other.lengths[i];
                if (Math.multiplyHigh(lengths[i], other.lengths[i]) != 0 || products[i] < 0) {
                    return null;
                }
            }
            List<LengthOf> all = new ArrayList<>(factors);
            all.addAll(other.factors);
            return new Candidate(products, all);
        }
    }

    LengthSearch(List<Sample> samples) {
        this.samples = samples;
        this.lengths =
                samples.stream().map(sample -> Sample.lengths(sample.types())).toList();
    }

    /** Why there are no rules. */
    String failure() {
        return failure;
    }

    /** The rules for the first sample's graph; null if a number follows none. */
    @Nullable
    List<StepRule> rules() {
        FunctionGraph graph = samples.getFirst().graph();
        int value = graph.arguments().size() + graph.constants().size();
        learn(0, graph.arguments().size());
        List<StepRule> rules = new ArrayList<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            FunctionGraph.Step step = graph.steps().get(i);
            List<NumberRule> numbers = numbers(step.primitive(), i);
            if (numbers == null) {
                return null;
            }
            if (!numbers.isEmpty()) {
                rules.add(new StepRule(i, numbers));
            }
            learn(value, value + step.types().size());
            value += step.types().size();
        }
        return rules;
    }

    private void learn(int from, int to) {
        for (int value = from; value < to; value++) {
            int rank = lengths.getFirst().get(value).length;
            for (int axis = 0; axis < rank; axis++) {
                long[] vector = vector(value, axis);
                if (!isConstant(vector)) {
                    LengthOf source = new LengthOf(value, axis);
                    if (known.putIfAbsent(Arrays.stream(vector).boxed().toList(), source) == null) {
                        candidates.add(new Candidate(vector, List.of(source)));
                    }
                }
            }
        }
    }

    private long[] vector(int value, int axis) {
        return lengths.stream().mapToLong(each -> each.get(value)[axis]).toArray();
    }

    private static boolean isConstant(long[] vector) {
        return Arrays.stream(vector).allMatch(each -> each == vector[0]);
    }

    private @Nullable List<NumberRule> numbers(Primitive primitive, int step) {
        List<NumberRule> rules = new ArrayList<>();
        int count = samples.getFirst().numbers().get(step).numbers().size();
        for (int i = 0; i < count; i++) {
            int number = i;
            List<Number> vector = samples.stream()
                    .map(sample -> sample.numbers().get(step).numbers().get(number))
                    .toList();
            if (vector.stream().allMatch(vector.getFirst()::equals)) {
                continue;
            }
            NumberRule rule = rule(primitive, number, vector);
            if (rule == null) {
                failure = "%s holds %s, which do not follow from the arguments' lengths in a way that is known"
                        .formatted(primitive, vector);
                return null;
            }
            rules.add(rule);
        }
        return rules;
    }

    private @Nullable NumberRule rule(Primitive primitive, int number, List<Number> vector) {
        for (NumberRule.Form form : NumberRule.Form.values()) {
            if (vector.getFirst() instanceof Long && form != NumberRule.Form.PLAIN) {
                break;
            }
            long[] integers = new long[vector.size()];
            boolean fits = true;
            for (int i = 0; i < integers.length && fits; i++) {
                Number each = vector.get(i);
                integers[i] = each instanceof Long whole ? whole : form.inverse(each.doubleValue());
                fits = each instanceof Long
                        || ((integers[i] > 0 || form == NumberRule.Form.PLAIN)
                                && stored(primitive, number, form.of(integers[i]))
                                        .equals(each));
            }
            LengthFormula formula = fits ? formula(integers) : null;
            if (formula != null) {
                return new NumberRule(number, form, formula);
            }
        }
        return null;
    }

    /** A number as the primitive would hold it. */
    private static Number stored(Primitive primitive, int number, double value) {
        return primitive instanceof Full full && number == 0
                ? new Full(Scalars.bits(value, full.dtype()), full.dtype(), full.shape()).number()
                : (Number) value;
    }

    // ---- formulas

    private @Nullable LengthFormula formula(long[] numbers) {
        LengthOf same = known.get(Arrays.stream(numbers).boxed().toList());
        if (same != null) {
            return LengthFormula.of(1, List.of(same), 0);
        }
        List<Candidate> products = new ArrayList<>(candidates);
        LengthFormula formula = linear(numbers, candidates);
        if (formula == null) {
            List<Candidate> pairs = times(candidates, candidates);
            products.addAll(pairs);
            formula = linear(numbers, pairs);
            if (formula == null && candidates.size() <= MOST_IN_THREES) {
                formula = linear(numbers, times(pairs, candidates));
            }
        }
        if (formula == null) {
            formula = sum(numbers, candidates.size() <= MOST_IN_THREES ? products : candidates);
        }
        return formula == null ? quotient(numbers) : formula;
    }

    private static List<Candidate> times(List<Candidate> some, List<Candidate> others) {
        List<Candidate> products = new ArrayList<>();
        for (Candidate a : some) {
            for (Candidate b : others) {
                Candidate product = a.times(b);
                if (product != null) {
                    products.add(product);
                }
            }
        }
        return products;
    }

    private @Nullable LengthFormula linear(long[] numbers, List<Candidate> chosen) {
        for (Candidate candidate : chosen) {
            LengthFormula formula = linear(numbers, candidate);
            if (formula != null) {
                return formula;
            }
        }
        return null;
    }

    /** {@code a * candidate + b}. */
    private static @Nullable LengthFormula linear(long[] numbers, Candidate candidate) {
        long[] lengths = candidate.lengths();
        int other = 1;
        while (other < lengths.length && lengths[other] == lengths[0]) {
            other++;
        }
        if (other == lengths.length) {
            return null;
        }
        long run = lengths[other] - lengths[0];
        long rise = numbers[other] - numbers[0];
        if (run == 0 || rise % run != 0) {
            return null;
        }
        long scale = rise / run;
        long offset = numbers[0] - scale * lengths[0];
        return scale != 0 && holds(numbers, i -> scale * lengths[(int) i] + offset)
                ? LengthFormula.of(scale, candidate.factors(), offset)
                : null;
    }

    /** A linear function of one candidate plus or minus another. */
    private static @Nullable LengthFormula sum(long[] numbers, List<Candidate> candidates) {
        for (Candidate second : candidates) {
            for (long sign = -1; sign <= 1; sign += 2) {
                long[] rest = numbers.clone();
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= sign * second.lengths()[i];
                }
                for (Candidate first : candidates) {
                    LengthFormula formula = linear(rest, first);
                    if (formula != null) {
                        return formula.plus(new LengthFormula.Term(sign, second.factors()));
                    }
                }
            }
        }
        return null;
    }

    /** {@code floor((candidate + b) / d)}. */
    private @Nullable LengthFormula quotient(long[] numbers) {
        for (Candidate candidate : candidates) {
            for (int divisor = 2; divisor <= LARGEST_DIVISOR; divisor++) {
                for (int offset = -divisor; offset <= divisor; offset++) {
                    long d = divisor;
                    long b = offset;
                    if (holds(numbers, i -> Math.floorDiv(candidate.lengths()[(int) i] + b, d))) {
                        return new LengthFormula(List.of(new LengthFormula.Term(1, candidate.factors())), b, d);
                    }
                }
            }
        }
        return null;
    }

    private static boolean holds(long[] numbers, LongUnaryOperator formula) {
        for (int i = 0; i < numbers.length; i++) {
            if (formula.applyAsLong(i) != numbers[i]) {
                return false;
            }
        }
        return true;
    }

    // ---- verification

    /** Whether rules that were found with other samples hold for one more, which does the same as {@code base}. */
    static boolean hold(List<StepRule> rules, Sample base, Sample sample) {
        Map<Integer, StepRule> bySteps = new HashMap<>();
        rules.forEach(rule -> bySteps.put(rule.step(), rule));
        try {
            for (int i = 0; i < sample.numbers().size(); i++) {
                if (!expected(bySteps.get(i), i, base, sample)
                        .equals(sample.numbers().get(i).numbers())) {
                    return false;
                }
            }
            return true;
        } catch (ArithmeticException beyondLong) {
            return false;
        }
    }

    /** The numbers that a step of the sample should have by the base's and a rule for what differs. */
    private static List<Number> expected(@Nullable StepRule rule, int step, Sample base, Sample sample) {
        List<Number> expected = new ArrayList<>(base.numbers().get(step).numbers());
        if (rule != null) {
            List<ArrayType> types = sample.types();
            Primitive primitive = base.graph().steps().get(step).primitive();
            for (NumberRule each : rule.numbers()) {
                long n = each.formula()
                        .of(length -> types.get(length.value()).shape().length(length.axis()));
                Number number = each.of(n, expected.get(each.number()));
                expected.set(
                        each.number(),
                        number instanceof Double value ? stored(primitive, each.number(), value) : number);
            }
        }
        return expected;
    }
}
