package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Stream;
import lazuli.core.TracingException;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A traced function may capture arrays of every kind, and use each any number of times. */
class CapturesTest {
    private static final int PROGRAMS = Integer.getInteger("lazuli.capturingPrograms", 12);
    private static final double TOLERANCE = 1e-11;
    private static final Stream OTHER = Stream.create(Device.CPU);

    /** Makes an array of {@code (rows, 4)} that a function captures; 2,048 rows are more than are computed once without need. */
    private enum Capture {
        EVALUATED(rows -> evaluated(ramp(rows))),
        LAZY(rows -> ramp(rows)),
        NUMBERS(rows -> full(Shape.of(rows, 4), 0.75, DType.FLOAT64)),
        NUMBERS_LOOKED_AT(rows -> evaluated(ones(Shape.of(rows, 4), DType.FLOAT64))),
        RANGE(rows -> arange(rows * 4).astype(DType.FLOAT64).multiply(1e-4).reshape(rows, 4)),
        VIEW_OF_EVALUATED(rows -> take(evaluated(ramp(2 * rows)).reshape(2, rows, 4), 1, 0)),
        VIEW_OF_LAZY(rows -> ramp(4).T().at(1).add(zeros(Shape.of(rows, 4), DType.FLOAT64))),
        BROADCAST(rows -> broadcastTo(ramp(1), rows, 4)),
        RANDOM(rows -> Random.uniform(0, 1, Shape.of(rows, 4), DType.FLOAT64, Random.key(rows))),
        RANDOM_SEQUENCE(rows -> Random.uniform(0, 1, Shape.of(rows, 4), DType.FLOAT64, null)),
        SPLIT(rows -> split(ramp(2 * rows), 2, 0).get(1)),
        OTHER_STREAM(rows -> onOtherStream(() -> sin(ramp(rows)))),
        COMPILED_RESULT(rows -> compile((Array a) -> tanh(a).add(1)).apply(ramp(rows))),
        COMPILED_RESULT_EVALUATED(
                rows -> evaluated(compile((Array a) -> tanh(a).add(1)).apply(ramp(rows)))),
        GRADIENT(rows -> grad((Array a) -> sum(sin(a))).apply(ramp(rows))),
        TRACER_OF_ENDED_GRADIENT(rows -> leaked(grad((Array a) -> sum(keep(sin(a)))), rows)),
        BATCHED(rows -> vmap((Array a) -> tanh(a)).apply(ramp(rows))),
        OF_ANOTHER_THREAD(
                rows -> CompletableFuture.supplyAsync(() -> tanh(ramp(rows))).join()),
        BEING_COMPUTED(rows -> started(tanh(ramp(rows)))),
        STATE(rows -> new Holder(ramp(rows)).captureState().leaves().getFirst());

        private final IntFunction<Array> maker;

        Capture(IntFunction<Array> maker) {
            this.maker = maker;
        }
    }

    /** How a function is run with its captured arrays; each gives what the first one gives. */
    enum Way {
        PLAIN(f -> f),
        COMPILED(f -> compile(f)),
        COMPILED_FOR_ALL_LENGTHS(f -> compile(f, true)),
        COMPILED_FOR_ALL_LENGTHS_AFTER_OTHERS(f -> {
            Fn1 compiled = compile(f, true);
            compiled.apply(ramp(1)).eval();
            return compiled;
        }),
        COMPILED_TWICE(f -> {
            Fn1 inner = compile(f);
            return compile((Array x) -> inner.apply(x));
        }),
        COMPILED_WITH_STATE(f -> compile(f, Random.state())),
        BATCHED(f -> x -> vmap(f).apply(expandDims(x, 0)).at(0)),
        BATCHED_AND_COMPILED(
                f -> compile((Array x) -> vmap(f).apply(expandDims(x, 0)).at(0))),
        TANGENT_OF_NOTHING(
                f -> x -> jvp(f, List.of(x), List.of(zerosLike(x))).outputs().getFirst()),
        CHECKPOINTED_AND_COMPILED(f -> compile((Array x) -> checkpoint(f).apply(x))),
        CALLED_AGAIN(f -> {
            Fn1 compiled = compile(f);
            return x -> {
                compiled.apply(x.multiply(2)).eval();
                return compiled.apply(x);
            };
        }),
        COMPILED_BY_TWO(f -> {
            compile(f).apply(ramp(3)).eval();
            return compile(f);
        });

        private final UnaryOperator<Fn1> way;

        Way(UnaryOperator<Fn1> way) {
            this.way = way;
        }
    }

    /** A random function of (3, 4) and of captured arrays, each of which it uses once or twice. */
    private static Fn1 program(long seed, boolean differentiated) {
        java.util.Random random = new java.util.Random(seed);
        Random.seed(seed);
        List<Array> captured = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Capture[] kinds = Capture.values();
            captured.add(kinds[random.nextInt(kinds.length)].maker.apply(random.nextBoolean() ? 3 : 2048));
        }
        long operations = random.nextLong();
        Fn1 function = x -> body(new java.util.Random(operations), captured, x);
        return differentiated ? grad((Array x) -> sum(function.apply(x))) : function;
    }

    private static Array body(java.util.Random random, List<Array> captured, Array x) {
        Array value = x;
        for (int i = 0; i < 5; i++) {
            Array c = captured.get(random.nextInt(captured.size()));
            value = switch (random.nextInt(7)) {
                case 0 -> value.add(mean(c, 0));
                case 1 -> value.multiply(sum(c, 0).multiply(1.0 / c.length())).add(tanh(c).at(1));
                case 2 -> tanh(value).multiply(max(exp(c.multiply(0.1)), 0));
                case 3 -> matmul(value, take(c, arange(4).remainder(3), 0).multiply(0.3));
                case 4 ->
                    mean(tanh(expandDims(value, 1).multiply(c)), 1)
                            .add(log(c.at(0).add(2)));
                case 5 ->
                    log(square(c).add(1)).at(2).subtract(value.divide(c.at(1).add(3)));
                default -> value.multiply(c.at(0)).add(softmax(c, 0).at(0));
            };
        }
        return value;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void capturedArraysOfEveryKindGiveWhatThePlainFunctionGives(Way way) {
        Array x = ramp(3);
        for (long seed = 0; seed < PROGRAMS; seed++) {
            for (boolean differentiated : new boolean[] {false, true}) {
                double[] expected = program(seed, differentiated).apply(x).toDoubleArray();
                Fn1 function = way.way.apply(program(seed, differentiated));
                String name = "%s of program %d, differentiated %s".formatted(way, seed, differentiated);
                assertArrayEquals(expected, function.apply(x).toDoubleArray(), TOLERANCE, name);
                assertArrayEquals(expected, function.apply(x).toDoubleArray(), TOLERANCE, name + ", again");
            }
        }
        System.out.printf("captures: %d functions %s give the same%n", 2 * PROGRAMS, way);
    }

    @Test
    void aLazyArrayOfNumbersMayBeUsedTwice() {
        Array s = ones(2);
        Fn1 compiled = compile((Array v) -> subtract(log(s), divide(v, s)));
        assertArrayEquals(
                new float[] {-1, -2},
                compiled.apply(array(new float[] {1, 2}, Shape.of(2))).toFloatArray());
    }

    @Test
    void whatAnOuterTransformComputesMayBeCaptured() {
        Array x = ramp(3);
        Fn1 captures = a -> {
            Array c = sin(a);
            Array d = c.multiply(a);
            Fn1 compiled = compile((Array b) -> b.multiply(c).add(d));
            Fn1 batched = vmap((Array b) -> b.multiply(d.at(0)));
            return sum(compiled.apply(a).add(batched.apply(a)));
        };
        Fn1 written = a -> {
            Array c = sin(a);
            Array d = c.multiply(a);
            return sum(a.multiply(c).add(d).add(a.multiply(d.at(0))));
        };
        double[] expected = grad(written).apply(x).toDoubleArray();
        assertArrayEquals(expected, grad(captures).apply(x).toDoubleArray(), TOLERANCE);
        assertArrayEquals(expected, compile(grad(captures)).apply(x).toDoubleArray(), TOLERANCE);
        assertArrayEquals(
                grad((Array a) -> sum(grad(written).apply(a))).apply(x).toDoubleArray(),
                compile(grad((Array a) -> sum(grad(captures).apply(a))))
                        .apply(x)
                        .toDoubleArray(),
                TOLERANCE);
    }

    /** Another thread computes what a function captures while it is traced. */
    @Test
    void aCapturedArrayMayBecomeDataWhileTheFunctionIsTraced() {
        for (int i = 0; i < 25; i++) {
            Array c = ones(5000);
            Array d = exp(c);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> eval(d, c));
            Array result = compile((Array x) -> x.multiply(c).add(d).add(sum(d)).subtract(d.add(c)))
                    .apply(ones(5000));
            assertEquals(5000 * Math.E, result.at(7).itemFloat(), 1);
            other.join();
        }
    }

    @Test
    void aPlaceholderOfAnEndedTraceIsRefused() {
        List<Array> leaked = new ArrayList<>();
        Fn1 leaking = x -> {
            leaked.add(x.add(1));
            return x;
        };
        Array x = ramp(3);
        compile(leaking).apply(x).eval();
        vmap(leaking).apply(x).eval();
        assertEquals(2, leaked.size());
        for (Array placeholder : List.copyOf(leaked)) {
            Fn1 capturing = y -> y.add(sum(placeholder));
            assertThrows(TracingException.class, () -> capturing.apply(x).eval());
            assertThrows(TracingException.class, () -> compile(capturing).apply(x));
            assertThrows(TracingException.class, () -> compile(capturing, true).apply(x));
            assertThrows(TracingException.class, () -> vmap(capturing).apply(x).eval());
            assertThrows(
                    TracingException.class,
                    () -> grad((Array y) -> sum(capturing.apply(y).multiply(y)))
                            .apply(x)
                            .eval());
        }
    }

    private static final List<Array> KEPT = new ArrayList<>();

    private static Array keep(Array array) {
        KEPT.add(array);
        return array;
    }

    private static Array leaked(Fn1 gradient, int rows) {
        KEPT.clear();
        gradient.apply(ramp(rows));
        return KEPT.getFirst();
    }

    private static Array ramp(int rows) {
        return sin(arange(rows * 4).astype(DType.FLOAT64)).add(1.5).reshape(rows, 4);
    }

    private static Array evaluated(Array array) {
        return array.eval();
    }

    private static Array started(Array array) {
        asyncEval(array);
        return array;
    }

    private static Array onOtherStream(Supplier<Array> body) {
        try (Stream.Scope _ = Stream.on(OTHER)) {
            return body.get();
        }
    }

    private static final class Holder implements State {
        private Array array;

        Holder(Array array) {
            this.array = array;
        }

        @Override
        public Tree captureState() {
            return new Tree.Leaf(array);
        }

        @Override
        public void restoreState(Tree state) {
            array = state.leaves().getFirst();
        }
    }
}
