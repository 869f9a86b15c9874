package lazuli.optimizers;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Fast;
import lazuli.core.Fft;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Linalg;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.Tree;
import lazuli.nn.Activations;
import lazuli.nn.GroupNorm;
import lazuli.nn.InstanceNorm;
import lazuli.nn.Losses;
import lazuli.nn.Reduction;
import lazuli.nn.Upsample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Values that public reports, MLX's own tests and real programs showed to be wrong, each with the right one. */
class ReportedFaultsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final DType HALF = DType.FLOAT16;

    /** Real numbers, or pairs of real and imaginary parts. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(String name, Supplier<Array> value, double tolerance, double... expected) {}

    private final List<Row> rows = new ArrayList<>();

    private void is(String name, Supplier<Array> value, double... expected) {
        rows.add(new Row(name, value, 1e-5, expected));
    }

    private void isAbout(double tolerance, String name, Supplier<Array> value, double... expected) {
        rows.add(new Row(name, value, tolerance, expected));
    }

    private void hasShape(String name, Supplier<Array> value, int... lengths) {
        is(
                name,
                () -> array(value.get().shape().toArray()),
                Arrays.stream(lengths).asDoubleStream().toArray());
    }

    private void check() {
        List<String> failures = new ArrayList<>();
        for (Row row : rows) {
            double[] got = numbers(row.value().get());
            boolean isRight = got.length == row.expected().length;
            for (int i = 0; isRight && i < got.length; i++) {
                double expected = row.expected()[i];
                isRight = Double.compare(got[i] + 0, expected + 0) == 0
                        || Math.abs(got[i] - expected) <= row.tolerance() * Math.max(1e-30, Math.abs(expected));
            }
            if (!isRight) {
                failures.add("%s is %s, not %s"
                        .formatted(row.name(), Arrays.toString(got), Arrays.toString(row.expected())));
            }
        }
        assertTrue(rows.size() > 1);
        assertEquals("", String.join("\n", failures));
    }

    private static double[] numbers(Array x) {
        if (x.dtype() == DType.COMPLEX64) {
            return numbers(stack(List.of(real(x), imag(x)), -1));
        }
        return x.astype(DType.FLOAT64).toDoubleArray();
    }

    private static Tree tree(Array array) {
        return Tree.unflatten(Map.of("w", array));
    }

    private static Array complex(double real, double imaginary) {
        return array(Complex.of((float) real, (float) imaginary));
    }

    private static Array gradient(Fn1 function, Array x) {
        return grad((Array v) -> sum(function.apply(v))).apply(x);
    }

    @Test
    void halfFloats() {
        is("mean", () -> mean(full(Shape.of(10_000), 100, HALF)), 100);
        Array image = Random.uniform(0, 5, Shape.of(1, 224, 224, 3), HALF, Random.key(1));
        is("InstanceNorm", () -> any(isnan(new InstanceNorm(3).forward(image))), 0);
        is("GroupNorm", () -> any(isnan(new GroupNorm(1, 3).forward(image))), 0);
        Array large = array(300f, -300f, 300f, -300f).reshape(1, 2, 2).astype(HALF);
        is("GroupNorm of 300", () -> new GroupNorm(1, 2).forward(large), 1, -1, 1, -1);
        is("mseLoss", () -> Losses.mseLoss(full(Shape.of(1000), 10, HALF), zeros(Shape.of(1000), HALF)), 100);
        Array b = Random.normal(Shape.of(100_000), DType.FLOAT32, 200, 1, Random.key(1))
                .astype(DType.BFLOAT16);
        isAbout(0.01, "std", () -> std(b), 1.04);
        isAbout(0.01, "mean of bfloat16", () -> mean(b), 200);
        Array gradients = array(300f, 300f, 300f).astype(HALF);
        isAbout(
                1e-3,
                "norm",
                () -> ClippedGradients.clipGradNorm(tree(gradients), 1).norm(),
                519.6);
        isAbout(
                1e-3,
                "clipped",
                () -> ClippedGradients.clipGradNorm(tree(gradients), 1)
                        .grads()
                        .leaves()
                        .getFirst(),
                0.577,
                0.577,
                0.577);
        is("cosine", () -> Losses.cosineSimilarityLoss(gradients.reshape(1, 3), gradients.reshape(1, 3)), 1);
        Map<Optimizer, Double> optimizers = Map.of(
                new Adam(.1),
                1.0,
                new AdamW(.1),
                0.999,
                new Adamax(.1),
                1.0,
                new Adagrad(.1),
                1.0,
                new RMSprop(.1),
                1.0,
                new Adafactor(),
                1.0);
        optimizers.forEach((optimizer, expected) -> isAbout(
                1e-3,
                optimizer.getClass().getSimpleName(),
                () -> optimizer
                        .applyGradients(tree(zeros(Shape.of(1), HALF)), tree(ones(Shape.of(1), HALF)))
                        .leaves()
                        .getFirst(),
                expected));
        check();
    }

    @Test
    void derivatives() {
        is("elu", () -> gradient(Activations::elu, array(88f, 89f, 300f)), 1, 1, 1);
        is("elu of float16", () -> gradient(Activations::elu, array(10f, 12f).astype(HALF)), 1, 1);
        isAbout(1e-4, "selu", () -> gradient(Activations::selu, array(89f)), 1.0507);
        is("celu", () -> gradient(Activations::celu, array(89f)), 1);
        isAbout(
                0.01,
                "elu of bfloat16",
                () -> gradient(Activations::elu, array(-3f, -5f, -8f).astype(DType.BFLOAT16)),
                0.0498,
                0.00674,
                0.000335);
        Array one = ones(1);
        Fn1 entropy = x -> Losses.binaryCrossEntropy(sigmoid(x), one, null, false, Reduction.MEAN);
        is("cross entropy of certainty", () -> entropy.apply(full(Shape.of(1), 20, DType.FLOAT32)), 0);
        is("its gradient", () -> gradient(entropy, full(Shape.of(1), 20, DType.FLOAT32)), 0);
        is(
                "by probabilities",
                () -> gradient(
                        p -> Losses.binaryCrossEntropy(p, array(1f, 0f), null, false, Reduction.NONE), array(1f, 0f)),
                0,
                0);
        is(
                "det 4 x 4",
                () -> gradient(Linalg::det, diag(array(1f, 2f, 3f, 0f))),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                6);
        is("det 3 x 3", () -> gradient(Linalg::det, diag(array(1f, 2f, 0f))), 0, 0, 0, 0, 0, 0, 0, 0, 2);
        is("x^(0, 1, 2)", () -> gradient(x -> power(x, array(0f, 1f, 2f)), array(0f)), 1);
        is("x^0", () -> gradient(x -> power(x, 0), array(0f)), 0);
        is(
                "second of x + x^2",
                () -> gradient(
                        x -> grad((Array q) -> sum(power(q, array(1f, 2f)))).apply(x), array(0f)),
                2);
        Fn1 bell = x -> exp(negative(power(x, 2)));
        is("third of exp(-x^2)", () -> grad(grad(grad(bell))).apply(array(0f)), 0);
        is("fourth of exp(-x^2)", () -> grad(grad(grad(grad(bell)))).apply(array(0f)), 12);
        double[][] rows = {{0, 0, 3}, {0, 0, 2}, {3, 2, 0}};
        for (int i = 0; i < 3; i++) {
            int row = i;
            Array x = array(2.0, 3.0, 0.0);
            is(
                    "prod, row " + i,
                    () -> grad((Array y) -> grad((Array q) -> prod(q)).apply(y).at(row))
                            .apply(x),
                    rows[i]);
        }
        is(
                "two zeros",
                () -> gradient(y -> grad((Array q) -> prod(q)).apply(y), array(2.0, 3.0, 0.0, 0.0)),
                0,
                0,
                6,
                6);
        Array base = full(Shape.of(1), 5, DType.FLOAT64);
        is(
                "multiplied updates",
                () -> gradient(
                        u -> grad((Array v) -> sum(base.update(array(0, 0)).multiply(v)))
                                .apply(u)
                                .at(0),
                        array(0.0, 0.0)),
                0,
                5);
        check();
    }

    private static Array layer(Array h, boolean reads) {
        Array n = multiply(h, 2);
        if (reads) {
            max(n).itemFloat();
        }
        return add(h, multiply(n, n));
    }

    @Test
    void readsAndCaptures() {
        for (boolean reads : new boolean[] {false, true}) {
            Fn1 two = v -> sum(layer(layer(matmul(ones(2, 2), v), reads), reads));
            is("grad, reads " + reads, () -> grad(two).apply(ones(2, 2)), 4930, 4930, 4930, 4930);
            is(
                    "one layer, reads " + reads,
                    () -> gradient(v -> layer(matmul(ones(2, 2), v), reads), ones(2, 2)),
                    34,
                    34,
                    34,
                    34);
            is(
                    "jvp, reads " + reads,
                    () -> jvp(two, List.of(ones(2, 2)), List.of(ones(2, 2)))
                            .tangents()
                            .getFirst(),
                    19_720);
            is(
                    "value, reads " + reads,
                    () -> jvp(two, List.of(ones(2, 2)), List.of(ones(2, 2)))
                            .outputs()
                            .getFirst(),
                    5256);
        }
        Fn1 evaluating = v -> {
            Array n = multiply(matmul(ones(2, 2), v), 2);
            eval(n);
            Array k = add(matmul(ones(2, 2), v), n);
            Array p = multiply(k, 3);
            eval(p);
            return multiply(k, p);
        };
        is("evaluated, then used", () -> gradient(evaluating, ones(2, 2)), 216, 216, 216, 216);
        Array s = ones(2);
        is(
                "captured ones",
                () -> compile((Array v) -> subtract(log(s), divide(v, s))).apply(array(1f, 2f)),
                -1,
                -2);
        Array range = arange(5000).astype(DType.FLOAT32);
        is(
                "captured range",
                () -> compile((Array v) -> add(sum(exp(range)), sum(multiply(v, range))))
                        .apply(array(1f)),
                INFINITY);
        hasShape("rope of 2 dims", () -> Fast.rope(ones(1, 1, 3, 2), 2, 0), 1, 1, 3, 2);
        isAbout(1e-4, "its last row", () -> Fast.rope(ones(1, 1, 3, 2), 2, 0).at(0, 0, 2), -1.32544, 0.493151);
        hasShape("rope of 4 dims", () -> Fast.rope(ones(1, 1, 3, 4), 4, 0), 1, 1, 3, 4);
        for (int n = 1; n <= 2; n++) {
            int[] labels = new int[n];
            hasShape("labels", () -> array(labels), n);
            hasShape("their loss", () -> Losses.crossEntropy(zeros(labels.length, 3), array(labels)), n);
        }
        check();
    }

    @Test
    void complexNumbers() {
        Array z = stack(List.of(complex(1, 1), complex(2, -1)));
        is("multiply", () -> gradient(q -> real(multiply(q.at(0), q.at(1))), z), 2, 1, 1, -1);
        is("prod", () -> gradient(q -> real(prod(q)), z), 2, 1, 1, -1);
        is("cumprod", () -> gradient(q -> real(sum(cumprod(q))), z), 3, 1, 1, -1);
        isAbout(1e-4, "logsumexp", () -> gradient(q -> real(logsumexp(q)), z), numbers(conjugate(softmax(z))));
        Array i = complex(0, 1);
        isAbout(
                1e-4,
                "softmax",
                () -> gradient(q -> real(multiply(i, softmax(q).at(0))), z),
                numbers(gradient(q -> real(multiply(i, divide(exp(q.at(0)), sum(exp(q))))), z)));
        Array base = complex(3, 1).reshape(1);
        Array factor = complex(1, 1).reshape(1);
        Array at = array(new int[] {0}, Shape.of(1));
        is("update, by the factor", () -> gradient(v -> real(base.update(at).multiply(v)), factor), 3, -1);
        is("update, by the base", () -> gradient(b -> real(b.update(at).multiply(factor)), base), 1, -1);
        isAbout(1e-4, "arcsin", () -> arcsin(complex(3, 0)), 1.5708, 1.76275);
        isAbout(1e-4, "arccos", () -> arccos(complex(3, 0)), 0, -1.76275);
        isAbout(1e-4, "arcsinh", () -> arcsinh(complex(0, -20)), 3.68825, -1.5708);
        isAbout(1e-4, "arccosh", () -> arccosh(complex(-100, -0.0)), 5.29829, -3.14159);
        is("arctanh", () -> real(arctanh(complex(1e-12, 0))), 1e-12);
        is("arctanh, smaller", () -> real(arctanh(complex(1e-17, 0))), 1e-17);
        isAbout(1e-4, "arctan", () -> divide(imag(arctan(complex(0.01, 1e-14))), 1e-14), 0.9999);
        isAbout(1e-4, "log1p", () -> log1p(complex(-1, 1e-8)), -18.4207, 1.5708);
        isAbout(1e-4, "log1p, nearer", () -> log1p(complex(-1, 1e-12)), -27.631, 1.5708);
        is("cosh", () -> cosh(complex(1000, 0)), INFINITY, 0);
        is("sin", () -> sin(complex(0, 1000)), 0, INFINITY);
        is("1 / infinity", () -> divide(1, complex(INFINITY, 0)), 0, 0);
        is("sqrt", () -> sqrt(complex(0, INFINITY)), INFINITY, INFINITY);
        is("exp", () -> exp(complex(-INFINITY, INFINITY)), 0, 0);
        is("0 ** nan", () -> isnan(power(complex(0, 0), Double.NaN)), 1);
        check();
    }

    @Test
    void edges() {
        float nan = Float.NaN;
        is("argmax", () -> argmax(array(3f, nan, 1f, 5f)), 1);
        is("argmin", () -> argmin(array(3f, nan, 1f, 5f)), 1);
        is("argmax, last", () -> argmax(array(1f, 2f, nan)), 2);
        is("argmin, last", () -> argmin(array(1f, 2f, nan)), 2);
        is(
                "categorical",
                () -> Random.categorical(full(Shape.of(3), nan, DType.FLOAT32), -1, 4, Random.key(1)),
                0,
                0,
                0,
                0);
        is(
                "categorical, rows",
                () -> max(Random.categorical(full(Shape.of(2, 3), nan, DType.FLOAT32), -1, 4, Random.key(1))),
                0);
        is("floorDivide", () -> floorDivide(array(-7), array(2)), -4);
        is("remainder", () -> remainder(array(-7), array(2)), 1);
        is("divmod", () -> divmod(array(-7), array(2)).getFirst(), -4);
        is("randint, empty", () -> Random.randint(5, 5, Shape.of(2), Random.key(1)), 5, 5);
        is("randint, empty at 0", () -> Random.randint(0, 0, Shape.of(2), Random.key(1)), 0, 0);
        is("randint, reversed", () -> Random.randint(10, -10, Shape.of(2), null), 10, 10);
        Supplier<Array> wide =
                () -> Random.randint(1L << 40, (1L << 40) + 1024, Shape.of(10_000), DType.INT64, Random.key(1));
        isAbout(
                0.01,
                "randint, wide",
                () -> array(Arrays.stream(wide.get().toLongArray()).distinct().count()),
                1024);
        is("arange", () -> arange(0, 3, 0.2, DType.INT32), new double[15]);
        Array row = array(5f, 6f, 7f, 8f).reshape(1, 4, 1);
        for (Upsample.Mode mode : new Upsample.Mode[] {Upsample.Mode.LINEAR, Upsample.Mode.CUBIC}) {
            is("upsample " + mode, () -> new Upsample(new double[] {0.3}, mode, true, false).forward(row), 5);
        }
        is(
                "upsample of one",
                () -> new Upsample(new double[] {1.5}, Upsample.Mode.LINEAR, true, false)
                        .forward(array(5f).reshape(1, 1, 1)),
                5);
        is("vecdot", () -> vecdot(ones(2, 3), ones(2, 3), 0), 2, 2, 2);
        is("hadamard", () -> hadamardTransform(array(5)), 5);
        hasShape("stacked take", () -> take(zeros(4, 0), array(new int[] {1}, Shape.of(1, 1)), 1), 4, 1, 1);
        check();
        assertEquals(
                DType.FLOAT32,
                jvp(a -> greater(a, 0), List.of(ones(2)), List.of(ones(2)))
                        .tangents()
                        .getFirst()
                        .dtype());
        assertEquals(
                "array([[[1, 1],\n        [1, 1]],\n       [[1, 1],\n        [1, 1]]], dtype=float32)",
                ones(2, 2, 2).toString());
    }

    @Test
    void shapelessFunctions() {
        hasShape("sum", () -> again((Array a) -> sum(a, 0), ones(2, 1, 1), ones(2, 4, 1)), 4, 1);
        hasShape("index", () -> again((Array a) -> a.at(0), ones(2, 1, 1), ones(2, 4, 1)), 4, 1);
        hasShape("stack", () -> again((Array a) -> stack(List.of(a, a), 1), ones(3, 1), ones(2, 3)), 2, 2, 3);
        is(
                "roll",
                () -> again(
                        (Array a) -> roll(a, 1, 0),
                        ones(1, 2),
                        arange(6).reshape(3, 2).astype(DType.FLOAT32)),
                4,
                5,
                0,
                1,
                2,
                3);
        hasShape("mean's gradient", () -> again(grad((Array a) -> mean(a)), ones(1, 1), ones(1, 4)), 1, 4);
        is("mean over -1", () -> compile((Array v) -> mean(v, -1), true).apply(ones(2, 3)), 1, 1);
        is("mean over 1", () -> compile((Array v) -> mean(v, 1), true).apply(ones(2, 3)), 1, 1);
        is(
                "std over -1",
                () -> compile((Array v) -> std(v, new int[] {-1}, false, 0), true)
                        .apply(ones(2, 3)),
                0,
                0);
        hasShape(
                "outer",
                () -> again((Array a, Array b) -> outer(a, b), ones(1, 1), ones(3, 2, 1), ones(2, 3), ones(3, 1, 1)),
                6,
                3);
        hasShape(
                "matmul",
                () -> again(
                        (Array a, Array b) -> matmul(a, b),
                        ones(3, 1, 4, 5),
                        ones(1, 5, 6),
                        ones(2, 1, 4, 5),
                        ones(2, 5, 6)),
                2,
                2,
                4,
                6);
        hasShape(
                "batch",
                () -> again(
                        (Array a, Array b) -> multiply(a, b),
                        ones(1, 2, 8),
                        ones(1, 1, 8),
                        ones(2, 7, 8),
                        ones(1, 1, 8)),
                2,
                7,
                8);
        hasShape(
                "gradient",
                () -> again(
                        grad((Array a, Array b) -> sum(multiply(a, b))),
                        ones(2, 4),
                        ones(2, 4),
                        ones(1, 4),
                        ones(3, 4)),
                1,
                4);
        check();
    }

    /** Compiled without lengths, called with one argument and then with another. */
    private static Array again(Fn1 function, Array first, Array second) {
        Fn1 compiled = compile(function, true);
        compiled.apply(first);
        return compiled.apply(second);
    }

    private static Array again(Fn2 function, Array a, Array b, Array c, Array d) {
        Fn2 compiled = compile(function, true);
        compiled.apply(a, b);
        return compiled.apply(c, d);
    }

    @Test
    void refusals() {
        Map<String, Executable> calls = Map.of(
                "[addmm]", () -> addmm(zeros(2, 2, 2), zeros(2, 2), zeros(2, 2)),
                "[einsum]", () -> einsum("a...b...c,a...b...c->abc", ones(2, 3, 4), ones(2, 3, 4)),
                "[fftfreq]", () -> Fft.fftfreq(4, 0),
                "[less]", () -> less(zeros(Shape.of(1), DType.UINT8), 300),
                "[result_type]", () -> resultType(new DType[0]),
                "[bernoulli]", () -> Random.bernoulli(array(0), Shape.of(2), null),
                "[grad] argument", () -> grad((Array a) -> sum(a)).apply(array(1, 2, 3)),
                "[grad] the function",
                        () -> grad((Array a) -> sum(a, new int[] {0, 1}, true)).apply(ones(2, 2)),
                "[set_default_device]", () -> Device.setDefault(Device.GPU),
                "[default_stream]", () -> Stream.of(Device.GPU));
        calls.forEach((start, call) -> {
            String message = assertThrows(RuntimeException.class, call, start).getMessage();
            assertTrue(message.startsWith(start), message);
        });
    }
}
