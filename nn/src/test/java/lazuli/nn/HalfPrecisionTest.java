package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import lazuli.conformance.HalfComparison;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Layers and losses of float16 and bfloat16 give what they give in float64, rounded once, where squares and sums overflow the half type,
 * where squares vanish in it, and between. How many were tried is printed.
 */
class HalfPrecisionTest {
    private static final double[] SCALES = {1, 300, 20_000, 1e-3};
    private static final double UNITS = 1.1;

    private record LayerRow(String name, Supplier<Layer> layer, Shape input) {}

    private record LossRow(String name, BinaryOperator<Array> loss) {}

    // spotless:off
    private static List<LayerRow> layers() {
        Shape image = Shape.of(2, 6, 6, 4);
        Shape rows = Shape.of(3, 8);
        List<LayerRow> table = new ArrayList<>(List.of(
                new LayerRow("BatchNorm", () -> new BatchNorm(4), image),
                new LayerRow("BatchNorm without parameters", () -> new BatchNorm(4, 1e-5, 0.1, false, false), image),
                new LayerRow("BatchNorm in evaluation", () -> (BatchNorm) new BatchNorm(4).evaluate(), image),
                new LayerRow("InstanceNorm", () -> new InstanceNorm(4), image),
                new LayerRow("InstanceNorm affine", () -> new InstanceNorm(4, 1e-5, true), image),
                new LayerRow("GroupNorm", () -> new GroupNorm(2, 4), image),
                new LayerRow("GroupNorm like PyTorch", () -> new GroupNorm(2, 4, 1e-5, true, true), image),
                new LayerRow("LayerNorm", () -> new LayerNorm(4), image),
                new LayerRow("RMSNorm", () -> new RMSNorm(4), image),
                new LayerRow("AvgPool1d", () -> new AvgPool1d(3, 1, 0), Shape.of(2, 6, 4)),
                new LayerRow("AvgPool2d", () -> new AvgPool2d(3, 1, 0), image),
                new LayerRow("AvgPool3d", () -> new AvgPool3d(3, 1, 0), Shape.of(1, 4, 4, 4, 2)),
                new LayerRow("MaxPool2d", () -> new MaxPool2d(2, 2, 0), image),
                new LayerRow("Linear", () -> new Linear(8, 5), rows),
                new LayerRow("PReLU", PReLU::new, rows),
                new LayerRow("Conv1d", () -> new Conv1d(4, 3, 2), Shape.of(2, 6, 4)),
                new LayerRow("Conv2d", () -> new Conv2d(4, 3, 2), image),
                new LayerRow("Upsample linear", () -> new Upsample(2, Upsample.Mode.LINEAR), image),
                new LayerRow("RoPE", () -> new RoPE(8), Shape.of(2, 3, 8))));
        for (Supplier<Activation> activation : ACTIVATIONS) {
            table.add(new LayerRow(activation.get().toString(), activation::get, rows));
        }
        return table;
    }

    private static final List<Supplier<Activation>> ACTIVATIONS = List.of(
            Activation::relu, Activation::relu2, Activation::relu6, () -> Activation.leakyRelu(0.01), () -> Activation.elu(1.5),
            () -> Activation.celu(1.5), Activation::selu, Activation::sigmoid, Activation::logSigmoid, Activation::tanh, Activation::silu,
            Activation::gelu, Activation::geluApprox, Activation::geluFastApprox, Activation::softplus, Activation::softsign,
            Activation::softmax, Activation::softmin, Activation::mish, Activation::hardswish, Activation::hardTanh,
            () -> Activation.hardShrink(0.5), () -> Activation.softshrink(0.5), () -> Activation.glu(-1));

    private static List<LossRow> losses() {
        List<LossRow> table = new ArrayList<>();
        for (Reduction reduction : Reduction.values()) {
            table.addAll(List.of(
                    new LossRow("crossEntropy of indices " + reduction, (x, y) -> Losses.crossEntropy(x, classes(y), CrossEntropyOptions.DEFAULTS.labelSmoothing(0.1).reduction(reduction))),
                    new LossRow("crossEntropy of probabilities " + reduction, (x, y) -> Losses.crossEntropy(x, Mx.softmax(y.astype(DType.FLOAT32), -1).astype(y.dtype()), reduction)),
                    new LossRow("crossEntropy of classes with weights " + reduction, (x, y) -> Losses.crossEntropy(x, classes(y),
                            CrossEntropyOptions.DEFAULTS.classWeights(Mx.array(0.5f, 2, 3, 4, 0.25f, 1).astype(x.dtype())).ignoreIndex(2).reduction(reduction))),
                    new LossRow("binaryCrossEntropy " + reduction, (x, y) -> Losses.binaryCrossEntropy(x, Mx.greater(y, 0).astype(y.dtype()), null, true, reduction)),
                    new LossRow("l1Loss " + reduction, (x, y) -> Losses.l1Loss(x, y, reduction)),
                    new LossRow("mseLoss " + reduction, (x, y) -> Losses.mseLoss(x, y, reduction)),
                    new LossRow("nllLoss " + reduction, (x, y) -> Losses.nllLoss(x, classes(y), -1, reduction)),
                    new LossRow("gaussianNllLoss " + reduction, (x, y) -> Losses.gaussianNllLoss(x, y, Mx.abs(y), new GaussianNllLossOptions(true, 1e-6, reduction))),
                    new LossRow("klDivLoss " + reduction, (x, y) -> Losses.klDivLoss(x, Mx.minimum(y, 0), -1, reduction)),
                    new LossRow("smoothL1Loss " + reduction, (x, y) -> Losses.smoothL1Loss(x, y, 2, reduction)),
                    new LossRow("huberLoss " + reduction, (x, y) -> Losses.huberLoss(x, y, 2, reduction)),
                    new LossRow("logCoshLoss " + reduction, (x, y) -> Losses.logCoshLoss(x, y, reduction)),
                    new LossRow("hingeLoss " + reduction, (x, y) -> Losses.hingeLoss(x, Mx.sign(y), reduction)),
                    new LossRow("cosineSimilarityLoss " + reduction, (x, y) -> Losses.cosineSimilarityLoss(x, y, 1, 1e-8, reduction)),
                    new LossRow("marginRankingLoss " + reduction, (x, y) -> Losses.marginRankingLoss(x, y, Mx.sign(y), 0.5, reduction)),
                    new LossRow("tripletLoss " + reduction, (x, y) -> Losses.tripletLoss(x, y, Mx.negative(y), TripletLossOptions.DEFAULTS.reduction(reduction)))));
        }
        return table;
    }
    // spotless:on

    private static Array classes(Array y) {
        return Mx.argmax(y, 1).astype(DType.INT32);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void layersRoundOnce(DType dtype) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (LayerRow row : layers()) {
            for (double scale : SCALES) {
                Random.seed(3);
                Layer half = row.layer().get();
                Layer wide = row.layer().get();
                if (half instanceof Module module && wide instanceof Module twin) {
                    module.setDtype(dtype);
                    List<Array> parameters = module.parameters().leaves();
                    twin.update(module.parameters()
                            .withLeaves(parameters.stream()
                                    .map(p -> p.astype(DType.FLOAT64))
                                    .toList()));
                }
                Array x = numbers(row.input(), scale, dtype, 1);
                String failure = difference(half.forward(x), wide.forward(x.astype(DType.FLOAT64)));
                count++;
                if (failure != null) {
                    failures.add("%s of %s: %s".formatted(row.name(), scale, failure));
                }
            }
        }
        report("layers", dtype, count, failures);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void lossesRoundOnce(DType dtype) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (LossRow row : losses()) {
            for (double scale : SCALES) {
                Shape shape = Shape.of(40, 6);
                Array x = numbers(shape, scale, dtype, 1);
                Array y = numbers(shape, scale, dtype, 2);
                String failure = difference(
                        row.loss().apply(x, y), row.loss().apply(x.astype(DType.FLOAT64), y.astype(DType.FLOAT64)));
                count++;
                if (failure != null) {
                    failures.add("%s of %s: %s".formatted(row.name(), scale, failure));
                }
            }
        }
        report("losses", dtype, count, failures);
    }

    /** To the bit, the values and the gradients. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void compiledLayersAndLossesGiveTheSame(DType dtype) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        double scale = 300;
        for (LayerRow row : layers()) {
            Layer layer = row.layer().get();
            Module module = layer instanceof Module its ? its : new Identity();
            module.setDtype(dtype);
            Array x = numbers(row.input(), scale, dtype, 1);
            Fn1 gradient = Mx.grad((Array a) -> Mx.sum(layer.forward(a)));
            String name = row.name() + " of " + scale;
            count += same(
                    name, layer.forward(x), Nn.compile(module, layer::forward).apply(x), failures);
            count += same(
                    name + ", gradient",
                    gradient.apply(x),
                    Nn.compile(module, gradient).apply(x),
                    failures);
        }
        for (LossRow row : losses()) {
            Array x = numbers(Shape.of(40, 6), scale, dtype, 1);
            Array y = numbers(Shape.of(40, 6), scale, dtype, 2);
            Fn2 loss = (a, b) -> row.loss().apply(a, b);
            Fn2 gradient = Mx.grad((Array a, Array b) -> Mx.sum(loss.apply(a, b)));
            String name = row.name() + " of " + scale;
            count += same(name, loss.apply(x, y), Mx.compile(loss).apply(x, y), failures);
            count += same(
                    name + ", gradient",
                    gradient.apply(x, y),
                    Mx.compile(gradient).apply(x, y),
                    failures);
        }
        report("compiled layers and losses", dtype, count, failures);
    }

    /** To the bit. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void batchedLayersAndLossesGiveTheSame(DType dtype) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (double scale : SCALES) {
            for (LayerRow row : layers()) {
                Layer layer = row.layer().get();
                if (layer instanceof Module module) {
                    module.setDtype(dtype);
                    module.evaluate();
                }
                Array x = numbers(row.input(), scale, dtype, 1);
                Array both = Mx.stack(List.of(numbers(row.input(), scale, dtype, 2), x));
                Array batched =
                        Mx.vmap((Array a) -> layer.forward(a)).apply(both).at(1);
                count += same(row.name() + " of " + scale, layer.forward(x), batched, failures);
            }
            for (LossRow row : losses()) {
                Shape shape = Shape.of(40, 6);
                Array x = numbers(shape, scale, dtype, 1);
                Array y = numbers(shape, scale, dtype, 2);
                Fn2 loss = Mx.vmap((Array a, Array b) -> row.loss().apply(a, b));
                Array batched = loss.apply(Mx.stack(List.of(y, x)), Mx.stack(List.of(x, y)))
                        .at(1);
                count += same(row.name() + " of " + scale, row.loss().apply(x, y), batched, failures);
            }
        }
        report("batched layers and losses", dtype, count, failures);
    }

    private static int same(String name, Array expected, Array got, List<String> failures) {
        boolean isSame = expected.type().equals(got.type())
                && Mx.arrayEqual(expected, got, true).itemBoolean();
        if (!isSame) {
            failures.add("%s: %s for %s".formatted(name, got, expected));
        }
        return 1;
    }

    private static @Nullable String difference(Array half, Array wide) {
        return HalfComparison.difference(half, wide, UNITS);
    }

    /** Between minus and plus {@code scale}. */
    private static Array numbers(Shape shape, double scale, DType dtype, long seed) {
        double[] values =
                new SplittableRandom(seed).doubles(shape.size(), -scale, scale).toArray();
        return Mx.array(values, shape).astype(dtype);
    }

    private static void report(String what, DType dtype, int count, List<String> failures) {
        System.out.printf("%s of %s: %d of %d rounded once%n", what, dtype, count - failures.size(), count);
        assertEquals("", String.join("\n", failures));
    }
}
