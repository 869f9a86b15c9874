package lazuli.backend.cpu.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.Threads;
import lazuli.core.DType;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttentionTest {
    private static final Attention[] ALL = {Attention.loops(), Attention.loopsLikeVectors(), Attention.vectors()};

    /** What hides keys or changes scores. */
    private enum Mask {
        NONE,
        CAUSAL,
        /** One mask for all heads and examples. */
        BOOL,
        /** Scores that are added, one matrix for each head. */
        ADDED
    }

    /** Lengths on both sides of tiles and blocks; fewer keys than queries leave causal queries without any. */
    static Stream<Arguments> problems() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(Mask.values())
                        .flatMap(mask -> Stream.of(
                                Arguments.of(dtype, mask, 1, 1, 1, 1, 1),
                                Arguments.of(dtype, mask, 3, 1, 5, 7, 3),
                                Arguments.of(dtype, mask, 4, 2, 37, 300, 9),
                                Arguments.of(dtype, mask, 1, 1, 290, 260, 5),
                                Arguments.of(dtype, mask, 2, 2, 2, 513, 260))));
    }

    private record Problem(
            AttentionRule rule,
            Tensor q,
            Tensor k,
            Tensor v,
            @Nullable Tensor mask,
            Tensor sinks,
            Tensor dy) {
        static Problem random(
                Layout layout, DType dtype, Mask mask, int heads, int keyHeads, int length, int keys, int d) {
            Random random = new Random(length);
            return new Problem(
                    new AttentionRule(0.7, mask == Mask.CAUSAL),
                    layout.random(random, dtype, 2, heads, length, d),
                    layout.random(random, dtype, 2, keyHeads, keys, d),
                    layout.random(random, dtype, 2, keyHeads, keys, d + 2),
                    switch (mask) {
                        case NONE, CAUSAL -> null;
                        case BOOL -> layout.random(random, DType.BOOL, 1, 1, length, keys);
                        case ADDED -> layout.random(random, dtype, 1, heads, length, keys);
                    },
                    layout.random(random, dtype, 1, heads, 1, 1),
                    layout.random(random, dtype, 2, heads, length, d + 2));
        }

        int heads() {
            return q.shape().length(1);
        }

        int keyHead(int head) {
            return head / (heads() / k.shape().length(1));
        }

        int keys() {
            return k.shape().length(2);
        }

        boolean isHidden(int query, int key) {
            if (rule.causal()) {
                return key > query + keys() - q.shape().length(2);
            }
            return mask != null && mask.dtype() == DType.BOOL && Elements.get(mask, 0, 0, query, key) == 0;
        }

        double added(int head, int query, int key) {
            return mask == null || mask.dtype() == DType.BOOL ? 0 : Elements.get(mask, 0, head, query, key);
        }

        /** The weights of one query; last, the sum's logarithm. */
        double[] weights(int example, int head, int query, boolean sink) {
            double[] scores = new double[keys() + 1];
            double largest = Double.NEGATIVE_INFINITY;
            for (int key = 0; key < keys(); key++) {
                double score = 0;
                for (int i = 0; i < q.shape().length(3); i++) {
                    score += Elements.get(q, example, head, query, i) * Elements.get(k, example, keyHead(head), key, i);
                }
                score = score * rule.scale() + added(head, query, key);
                scores[key] = isHidden(query, key) ? -Float.MAX_VALUE : score;
                largest = Math.max(largest, scores[key]);
            }
            double offset = sink ? Elements.get(sinks, 0, head, 0, 0) : Double.NEGATIVE_INFINITY;
            largest = Math.max(largest, offset);
            double sum = Math.exp(offset - largest);
            for (int key = 0; key < keys(); key++) {
                scores[key] = Math.exp(scores[key] - largest);
                sum += scores[key];
            }
            for (int key = 0; key < keys(); key++) {
                scores[key] /= sum;
            }
            scores[keys()] = largest + Math.log(sum);
            return scores;
        }
    }

    private record Outcome(Tensor y, Tensor logarithms, Tensor deltas, Attention.Gradients gradients) {
        static Outcome of(Attention attention, Problem at, boolean sink) {
            DType dtype = at.q().dtype();
            int[] q = at.q().shape().toArray();
            Tensor y = Layout.ROW_MAJOR.allocate(dtype, at.dy().shape().toArray());
            Tensor logarithms = Layout.ROW_MAJOR.allocate(dtype, q[0], q[1], q[2]);
            attention.forward(at.rule(), at.q(), at.k(), at.v(), at.mask(), sink ? at.sinks() : null, y, logarithms);
            Tensor deltas = Layout.ROW_MAJOR.allocate(dtype, q[0], q[1], q[2]);
            Indices.forEach(deltas.shape(), i -> {
                double sum = 0;
                for (int e = 0; e < at.dy().shape().length(3); e++) {
                    sum += Elements.get(at.dy(), i[0], i[1], i[2], e) * Elements.get(y, i[0], i[1], i[2], e);
                }
                Elements.set(deltas, sum, i);
            });
            Attention.Gradients gradients = new Attention.Gradients(
                    Layout.ROW_MAJOR.allocate(dtype, q),
                    Layout.ROW_MAJOR.allocate(dtype, at.k().shape().toArray()),
                    Layout.ROW_MAJOR.allocate(dtype, at.v().shape().toArray()));
            attention.gradient(at.rule(), at.q(), at.k(), at.v(), at.mask(), logarithms, deltas, at.dy(), gradients);
            return new Outcome(y, logarithms, deltas, gradients);
        }
    }

    /** Everything, with the matrix of scores, in float64. */
    private static Outcome naive(Problem at, boolean sink) {
        int[] q = at.q().shape().toArray();
        int[] v = at.v().shape().toArray();
        Outcome to = new Outcome(
                zeros(at.dy()),
                Layout.ROW_MAJOR.allocate(DType.FLOAT64, q[0], q[1], q[2]),
                at.dy(),
                new Attention.Gradients(zeros(at.q()), zeros(at.k()), zeros(at.v())));
        Indices.forEach(to.logarithms().shape(), i -> {
            double[] weights = at.weights(i[0], i[1], i[2], sink);
            int keyHead = at.keyHead(i[1]);
            Elements.set(to.logarithms(), weights[at.keys()], i);
            double delta = 0;
            for (int e = 0; e < v[3]; e++) {
                double sum = 0;
                for (int key = 0; key < at.keys(); key++) {
                    sum += weights[key] * Elements.get(at.v(), i[0], keyHead, key, e);
                }
                Elements.set(to.y(), sum, i[0], i[1], i[2], e);
                delta += sum * Elements.get(at.dy(), i[0], i[1], i[2], e);
            }
            for (int key = 0; key < at.keys(); key++) {
                double product = 0;
                for (int e = 0; e < v[3]; e++) {
                    double dy = Elements.get(at.dy(), i[0], i[1], i[2], e);
                    product += dy * Elements.get(at.v(), i[0], keyHead, key, e);
                    add(to.gradients().values(), weights[key] * dy, i[0], keyHead, key, e);
                }
                double slope = at.isHidden(i[2], key)
                        ? 0
                        : weights[key] * (product - delta) * at.rule().scale();
                for (int d = 0; d < q[3]; d++) {
                    add(
                            to.gradients().queries(),
                            slope * Elements.get(at.k(), i[0], keyHead, key, d),
                            i[0],
                            i[1],
                            i[2],
                            d);
                    add(
                            to.gradients().keys(),
                            slope * Elements.get(at.q(), i[0], i[1], i[2], d),
                            i[0],
                            keyHead,
                            key,
                            d);
                }
            }
        });
        return to;
    }

    private static Tensor zeros(Tensor like) {
        Tensor zeros = Layout.ROW_MAJOR.allocate(DType.FLOAT64, like.shape().toArray());
        Indices.forEach(zeros.shape(), at -> Elements.set(zeros, 0, at));
        return zeros;
    }

    private static void add(Tensor to, double value, int... at) {
        Elements.set(to, Elements.get(to, at) + value, at);
    }

    private static void near(Tensor expected, Tensor got, double tolerance) {
        Expect.near(at -> Elements.get(expected, at), got, tolerance);
    }

    private static Layout layout(int length) {
        return switch (length) {
            case 5 -> Layout.BACKWARDS;
            case 37 -> Layout.REVERSED_AXES;
            case 290 -> Layout.WITH_GAPS;
            default -> Layout.ROW_MAJOR;
        };
    }

    @ParameterizedTest
    @MethodSource("problems")
    void resultsAndGradientsMatchTheWholeMatrix(
            DType dtype, Mask mask, int heads, int keyHeads, int length, int keys, int elements) {
        Layout layout = layout(length);
        Problem problem = Problem.random(layout, dtype, mask, heads, keyHeads, length, keys, elements);
        double tolerance = dtype == DType.FLOAT64 ? 1e-10 : 1e-4;
        for (boolean sink : new boolean[] {false, true}) {
            Outcome expected = naive(problem, sink);
            for (Attention attention : ALL) {
                Outcome got = Outcome.of(attention, problem, sink);
                near(expected.y(), got.y(), tolerance);
                near(expected.gradients().queries(), got.gradients().queries(), tolerance);
                near(expected.gradients().keys(), got.gradients().keys(), tolerance);
                near(expected.gradients().values(), got.gradients().values(), tolerance);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void bitsDependNeitherOnThreadsNorOnVectors(
            DType dtype, Mask mask, int heads, int keyHeads, int length, int keys, int elements) {
        Problem problem = Problem.random(Layout.ROW_MAJOR, dtype, mask, heads, keyHeads, length, keys, elements);
        Outcome loops = Outcome.of(Attention.loopsLikeVectors(), problem, true);
        Threads.alone(() -> {
            Outcome vectors = Outcome.of(Attention.vectors(), problem, true);
            Expect.sameBits(loops.y(), vectors.y());
            Expect.sameBits(loops.logarithms(), vectors.logarithms());
            Expect.sameBits(loops.gradients().queries(), vectors.gradients().queries());
            Expect.sameBits(loops.gradients().keys(), vectors.gradients().keys());
            Expect.sameBits(loops.gradients().values(), vectors.gradients().values());
        });
    }

    @Test
    void aQueryThatSeesNothingTakesTheMeanUnlessScoresAreInfinite() {
        Problem problem = Problem.random(Layout.ROW_MAJOR, DType.FLOAT32, Mask.BOOL, 1, 1, 2, 300, 8);
        Tensor hidden = Layout.ROW_MAJOR.allocate(DType.BOOL, 1, 1, 1, 1);
        Elements.set(hidden, 0, 0, 0, 0, 0);
        Tensor infinite = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 1, 1, 1, 1);
        Elements.set(infinite, Double.NEGATIVE_INFINITY, 0, 0, 0, 0);
        for (Attention attention : ALL) {
            Outcome mean = Outcome.of(attention, with(problem, hidden), false);
            double sum = 0;
            for (int key = 0; key < 300; key++) {
                sum += Elements.get(problem.v(), 1, 0, key, 3);
            }
            Expect.near(sum / 300, Elements.get(mean.y(), 1, 0, 1, 3), 1e-5);
            Expect.near(at -> 0, mean.gradients().queries(), 0);
            Expect.near(at -> 0, mean.gradients().keys(), 0);
            double dy = Elements.get(problem.dy(), 0, 0, 0, 4) + Elements.get(problem.dy(), 0, 0, 1, 4);
            Expect.near(dy / 300, Elements.get(mean.gradients().values(), 0, 0, 299, 4), 1e-6);
            assertEquals(
                    0,
                    Elements.get(
                            Outcome.of(attention, with(problem, hidden), true).y(), 0, 0, 0, 0));
            Expect.near(
                    at -> Double.NaN,
                    Outcome.of(attention, with(problem, infinite), false).y(),
                    0);
        }
    }

    private static Problem with(Problem at, Tensor mask) {
        return new Problem(at.rule(), at.q(), at.k(), at.v(), mask, at.sinks(), at.dy());
    }
}
