package lazuli.backend.metal.convolution;

import static lazuli.backend.metal.BothDevices.normal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.matmul.Layout;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.convolution.Convolution;
import lazuli.core.primitive.convolution.ConvolutionInputGradient;
import lazuli.core.primitive.convolution.ConvolutionWeightGradient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions and their gradients, of random geometries and of lengths around those of tiles, are the processor's. */
class ConvolutionTest {
    private static final int TRIALS = 25;

    /** A geometry with an array and weights. */
    record Case(ConvolutionGeometry geometry, Shape input, Shape weight) {}

    static Stream<Case> random() {
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(0, TRIALS * 3)
                .mapToObj(trial -> random(random, trial % 3 + 1))
                .filter(ConvolutionTest::fits);
    }

    private static Case random(SplittableRandom random, int axes) {
        int groups = random.nextInt(1, 4);
        int channels = random.nextInt(1, 8);
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                between(random, axes, 1, 3),
                between(random, axes, -1, 2),
                between(random, axes, -1, 2),
                between(random, axes, 1, 2),
                between(random, axes, 1, 2),
                groups,
                random.nextBoolean());
        int[] input = lengths(2, between(random, axes, 3, 7), channels * groups);
        int[] weight = lengths(groups * random.nextInt(1, 7), between(random, axes, 1, 3), channels);
        return new Case(geometry, Shape.of(input), Shape.of(weight));
    }

    private static List<Integer> between(SplittableRandom random, int count, int low, int high) {
        return random.ints(count, low, high + 1).boxed().toList();
    }

    private static int[] lengths(int first, List<Integer> middle, int last) {
        return IntStream.concat(
                        IntStream.concat(IntStream.of(first), middle.stream().mapToInt(i -> i)), IntStream.of(last))
                .toArray();
    }

    private static boolean fits(Case of) {
        try {
            output(of);
            return true;
        } catch (ShapeException tooShort) {
            return false;
        }
    }

    private static Shape output(Case of) {
        return Convolution.result("conv", of.geometry(), of.input(), of.weight());
    }

    /** Two spatial axes without any option but groups. */
    private static Case plain(int images, int side, int channels, int outputs, int window, int groups) {
        List<Integer> ones = List.of(1, 1);
        List<Integer> half = List.of(window / 2, window / 2);
        return new Case(
                new ConvolutionGeometry(ones, half, half, ones, ones, groups, false),
                Shape.of(images, side, side, channels),
                Shape.of(outputs, window, window, channels / groups));
    }

    static Stream<Case> lengths() {
        return Stream.of(
                plain(1, 3, 1, 1, 1, 1),
                plain(2, 9, 3, 16, 3, 1),
                plain(1, 5, 17, 66, 3, 1),
                plain(1, 4, 70, 5, 3, 1),
                plain(3, 8, 16, 16, 1, 1),
                plain(1, 8, 40, 40, 3, 40),
                plain(1, 6, 12, 24, 3, 12),
                plain(2, 4, 20, 30, 3, 2),
                plain(4, 16, 2, 3, 5, 1),
                plain(0, 4, 2, 3, 3, 1),
                plain(2, 4, 0, 3, 3, 1));
    }

    static Stream<Case> all() {
        return Stream.concat(lengths(), random());
    }

    @ParameterizedTest
    @MethodSource("all")
    void andGradients(Case of) {
        check(of, DType.FLOAT32, Layout.ROW_MAJOR);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void ofHalves(Case of) {
        check(of, DType.FLOAT16, Layout.ROW_MAJOR);
        check(of, DType.BFLOAT16, Layout.ROW_MAJOR);
    }

    @ParameterizedTest
    @EnumSource
    void ofAllLayouts(Layout layout) {
        check(plain(2, 5, 6, 8, 3, 2), DType.FLOAT32, layout);
        check(plain(2, 5, 6, 6, 3, 6), DType.FLOAT32, layout);
    }

    private static void check(Case of, DType dtype, Layout layout) {
        Array x = normal(7, dtype, of.input().toArray());
        Array w = normal(7, dtype, of.weight().toArray());
        Array dy = normal(7, dtype, output(of).toArray());
        String what = of + " of " + dtype + " " + layout;
        int taps = (int) (of.weight().size() / Math.max(1, of.weight().length(0)));
        BothDevices.agreeOnSums(() -> Nodes.of(new Convolution(of.geometry()), layout.of(x), layout.of(w)), taps, what);
        BothDevices.agreeOnSums(
                () -> Nodes.of(
                        new ConvolutionInputGradient(of.geometry(), spatial(of.input())), layout.of(dy), layout.of(w)),
                taps * of.weight().length(0),
                "input gradient " + what);
        int windows = (int) (dy.size() / Math.max(1, dy.shape().length(-1)));
        BothDevices.agreeOnSums(
                () -> Nodes.of(
                        new ConvolutionWeightGradient(of.geometry(), spatial(of.weight())),
                        layout.of(x),
                        layout.of(dy)),
                windows,
                "weight gradient " + what);
    }

    private static List<Integer> spatial(Shape shape) {
        return Arrays.stream(shape.toArray(), 1, shape.rank() - 1).boxed().toList();
    }
}
