package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A function compiled as shapeless gives for other lengths what it would give by itself, without being run again if it can. */
class ShapelessTest {
    private static final long SEED = 21;
    private static final int FEWEST_FOLLOWING = 300;

    @Test
    void everyOperationFollows() {
        Set<String> follow = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (Operation operation : Operations.all()) {
            int[] lengths = operation.shapes().stream()
                    .flatMapToInt(shape -> Arrays.stream(shape.toArray()))
                    .distinct()
                    .toArray();
            for (int length : lengths) {
                List<Shape> others = operation.shapes().stream()
                        .map(shape -> Shape.of(Arrays.stream(shape.toArray())
                                .map(each -> each == length ? each + 1 : each)
                                .toArray()))
                        .toList();
                Operation gradient = new Operation(
                        operation.name() + "'", operation.shapes(), operation.placed(), gradient(operation.function()));
                for (Operation each : List.of(operation, gradient)) {
                    try {
                        if (isEqual(each, each.withShapes(others))) {
                            follow.add(each.name());
                        }
                    } catch (AssertionError | RuntimeException failure) {
                        wrong.add(each + " " + each.shapes() + " to " + others + ": " + failure);
                    }
                }
            }
        }
        System.out.println(follow.size() + " operations and gradients follow lengths");
        assertEquals(List.of(), wrong);
        assertTrue(follow.size() >= FEWEST_FOLLOWING, follow::toString);
    }

    private static FnN gradient(FnN function) {
        return inputs -> ReverseMode.grad(
                        x -> List.of(function.apply(x).stream()
                                .filter(output -> output.dtype() == DType.FLOAT32)
                                .map(output -> output.square().sum())
                                .reduce(Array::add)
                                .orElseThrow(() -> new IllegalArgumentException("no floating output"))),
                        inputs,
                        IntStream.range(0, inputs.size()).toArray())
                .gradients();
    }

    /** Whether there is something to compare, which fails if it is not equal. */
    private static boolean isEqual(Operation first, Operation other) {
        List<Array> inputs = first.inputs(DType.FLOAT32, SEED);
        List<Array> others = other.inputs(DType.FLOAT32, SEED);
        List<Array> expected;
        try {
            expected = first.function().apply(others);
            eval(expected.toArray(Array[]::new));
            first.function().apply(inputs);
        } catch (IndexOutOfBoundsException | IllegalArgumentException refused) {
            return false;
        }
        FnN compiled = compileN(first.function(), true);
        eval(compiled.apply(inputs).toArray(Array[]::new));
        List<Array> got = compiled.apply(others);
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).type(), got.get(i).type());
            assertArrayEquals(expected.get(i).toByteArray(), got.get(i).toByteArray());
        }
        return true;
    }

    @Test
    void functionThatLooksAtNoLengthIsNotRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        Array weight = Random.normal(3, 4);
        Fn1 function = x -> {
            runs.incrementAndGet();
            Array hidden = unflatten(tanh(matmul(x, weight)), -1, 2, 2);
            return softmax(hidden.subtract(mean(hidden, 0)), -1);
        };
        assertRunsAfterTheFirstCall(0, function, runs);
    }

    @Test
    void functionThatLooksAtLengthsIsRunForEach() {
        AtomicInteger runs = new AtomicInteger();
        Fn1 function = x -> {
            runs.incrementAndGet();
            return x.shape().length(0) == 5 ? sin(x) : x.multiply(1f / x.length());
        };
        assertRunsAfterTheFirstCall(3, function, runs);
    }

    private static void assertRunsAfterTheFirstCall(int expected, Fn1 function, AtomicInteger runs) {
        Fn1 compiled = compile(function, true);
        compiled.apply(Random.normal(2, 3));
        int more = 0;
        for (int rows : new int[] {2, 5, 1, 70, 2}) {
            Array x = Random.normal(rows, 3);
            int before = runs.get();
            Array got = compiled.apply(x);
            more += runs.get() - before;
            assertArrayEquals(function.apply(x).toByteArray(), got.toByteArray());
        }
        assertEquals(expected, more);
        int before = runs.get();
        compiled.apply(Random.normal(2, 3).astype(DType.FLOAT64));
        assertTrue(runs.get() > before, "other dtypes are traced again");
    }

    /** What a graph made for other lengths got wrong, or refused: each with lengths to begin with and others. */
    @ParameterizedTest
    @MethodSource("lengthsOfOne")
    void axesOfLengthOneBecomeOthersAndBack(String name, FnN function, List<Shape> first, List<Shape> second) {
        for (List<List<Shape>> order : List.of(List.of(first, second), List.of(second, first))) {
            FnN compiled = compileN(function, true);
            for (List<Shape> shapes : order) {
                List<Array> inputs = shapes.stream()
                        .map(shape -> Random.normal(shape.toArray()))
                        .toList();
                Array expected = function.apply(inputs).getFirst();
                Array got = compiled.apply(inputs).getFirst();
                assertEquals(expected.type(), got.type(), name);
                assertArrayEquals(expected.toByteArray(), got.toByteArray(), name);
            }
        }
    }

    private static Arguments ofOne(String name, Fn1 function, Shape first, Shape second) {
        return Arguments.of(name, function.overLists(), List.of(first), List.of(second));
    }

    private static Arguments ofTwo(String name, Fn2 function, List<Shape> first, List<Shape> second) {
        return Arguments.of(name, function.overLists(), first, second);
    }

    static Stream<Arguments> lengthsOfOne() {
        Array weight = Random.normal(4, 3);
        Array batches = Random.normal(2, 4, 3);
        // spotless:off
        return Stream.of(
                ofOne("sum", x -> sum(x, 0), Shape.of(2, 1, 1), Shape.of(2, 4, 1)),
                ofOne("index", x -> x.at(0), Shape.of(2, 1, 1), Shape.of(2, 4, 1)),
                ofOne("stack", x -> stack(List.of(x, x), 1), Shape.of(3, 1), Shape.of(2, 3)),
                ofOne("roll", x -> roll(x, 1, 0), Shape.of(1, 2), Shape.of(3, 2)),
                ofTwo("outer", (a, b) -> outer(a, b), List.of(Shape.of(1, 1), Shape.of(3, 2, 1)), List.of(Shape.of(2, 3), Shape.of(3, 1, 1))),
                ofOne("gradient of mean", grad((Array x) -> mean(x)), Shape.of(1, 1), Shape.of(1, 4)),
                ofTwo("matmul", (a, b) -> matmul(a, b), List.of(Shape.of(3, 1, 4, 5), Shape.of(1, 5, 6)), List.of(Shape.of(2, 1, 4, 5), Shape.of(2, 5, 6))),
                ofTwo("gradient of a broadcast", grad((Array a, Array b) -> sum(multiply(a, b))), List.of(Shape.of(2, 4), Shape.of(2, 4)), List.of(Shape.of(1, 4), Shape.of(3, 4))),
                ofOne("linear", x -> tanh(matmul(x, weight).add(1)), Shape.of(1, 1, 4), Shape.of(3, 7, 4)),
                ofOne("constant batches of matmul", x -> matmul(x, batches), Shape.of(1, 5, 4), Shape.of(2, 1, 4)),
                ofOne("zeros", x -> zerosLike(x), Shape.of(1, 2), Shape.of(3, 5)),
                ofOne("update", x -> x.update(0).add(1f), Shape.of(1, 2), Shape.of(3, 5)),
                ofOne("mean", x -> mean(x, -1), Shape.of(2, 3), Shape.of(4, 1)),
                ofOne("std", x -> std(x, new int[] {-1}, false, 0), Shape.of(2, 3), Shape.of(4, 1)),
                ofOne("reads lengths", x -> x.multiply(1f / x.length()), Shape.of(1, 2), Shape.of(5, 2)),
                ofOne("part", x -> x.at(Slice.to(3)), Shape.of(2, 2), Shape.of(7, 2)),
                ofOne("reshape", x -> x.reshape(2, x.shape().length(0) / 2), Shape.of(6), Shape.of(8)),
                ofTwo("batch", (a, b) -> multiply(a, b), List.of(Shape.of(1, 2, 8), Shape.of(1, 1, 8)), List.of(Shape.of(2, 7, 8), Shape.of(1, 1, 8))));
        // spotless:on
    }

    @Test
    void trainingStepsTakeBatchesOfAnyLength() {
        Array[] weight = {Random.normal(3, 2)};
        State state = new State() {
            @Override
            public Tree captureState() {
                return new Tree.Branch(java.util.Map.of("weight", new Tree.Leaf(weight[0])));
            }

            @Override
            public void restoreState(Tree tree) {
                weight[0] = tree.leaves().getFirst();
            }
        };
        FnN step = in -> {
            Fn1 loss = w -> mean(square(matmul(in.get(0), w).subtract(in.get(1))));
            weight[0] = weight[0].subtract(grad(loss).apply(weight[0]).multiply(0.1f));
            return List.of(loss.apply(weight[0]));
        };
        Array start = weight[0];
        List<List<Array>> batches = new ArrayList<>();
        for (int rows : new int[] {4, 7, 3, 4}) {
            batches.add(List.of(Random.normal(rows, 3), Random.normal(rows, 2)));
        }
        List<byte[]> expected = new ArrayList<>();
        for (List<Array> batch : batches) {
            expected.add(step.apply(batch).getFirst().toByteArray());
        }
        weight[0] = start;
        FnN compiled = compileN(step, state, true);
        for (int i = 0; i < batches.size(); i++) {
            assertArrayEquals(
                    expected.get(i), compiled.apply(batches.get(i)).getFirst().toByteArray());
        }
    }

    @Test
    void slicesEndWhereTheAxisDoesForEveryOrderOfLengths() {
        for (int begin = 0; begin < 3; begin++) {
            for (int end = 2; end < 6; end++) {
                Slice slice = Slice.of(begin, end);
                FnN function = arrays ->
                        List.of(arrays.getFirst().at(slice), arrays.getLast().add(1));
                for (int first = 1; first < 7; first++) {
                    FnN compiled = compileN(function, true);
                    for (int length : new int[] {first, 2, 3, 4, 5, 6, 9}) {
                        List<Array> inputs = List.of(ones(length, 4), ones(length == first ? 3 : 1));
                        assertEquals(
                                function.apply(inputs).getFirst().shape(),
                                compiled.apply(inputs).getFirst().shape(),
                                "%s of %d, after %d".formatted(slice, length, first));
                    }
                }
            }
        }
    }

    @Test
    void whatThePlainFunctionRefusesIsRefused() {
        Fn2 fixed = compile((Array x, Array y) -> x.add(y).add(Mx.array(new float[] {1, 2, 3})), true);
        fixed.apply(ones(3), ones(3));
        assertThrows(ShapeException.class, () -> fixed.apply(ones(4), ones(4)));
        assertThrows(ShapeException.class, () -> fixed.apply(ones(3), ones(4)));
    }

    @Test
    void otherTransformsSeeTheFunction() {
        Fn1 compiled = compile((Array x) -> mean(square(x)), true);
        compiled.apply(ones(3));
        assertArrayEquals(new float[] {1, 1}, grad(compiled).apply(ones(2)).toFloatArray());
    }
}
