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
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;

/** A function compiled as shapeless is run once, and gives for other lengths what it would give by itself, or says why not. */
class ShapelessTest {
    private static final long SEED = 21;
    private static final int FEWEST_FOLLOWING = 300;

    private enum Outcome {
        EQUAL,
        REFUSED,
        UNDEFINED
    }

    @Test
    void everyOperationFollowsOrIsRefused() {
        Set<String> follow = new TreeSet<>();
        Set<String> refuse = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (Operation operation : Operations.all()) {
            if (operation.name().equals("Mx.slice")) {
                continue; // its stops are numbers: where they are the whole length, others are taken whole too
            }
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
                        switch (compare(each, each.withShapes(others))) {
                            case EQUAL -> follow.add(each.name());
                            case REFUSED -> refuse.add(each.name());
                            case UNDEFINED -> {}
                        }
                    } catch (AssertionError | RuntimeException failure) {
                        wrong.add(each + " " + each.shapes() + " to " + others + ": " + failure);
                    }
                }
            }
        }
        System.out.println(follow.size() + " operations follow lengths, refused: " + refuse);
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

    private static Outcome compare(Operation first, Operation other) {
        List<Array> inputs = first.inputs(DType.FLOAT32, SEED);
        List<Array> others = other.inputs(DType.FLOAT32, SEED);
        List<Array> expected;
        try {
            expected = first.function().apply(others);
            eval(expected.toArray(Array[]::new));
            first.function().apply(inputs);
        } catch (IndexOutOfBoundsException | IllegalArgumentException refused) {
            return Outcome.UNDEFINED;
        }
        FnN compiled = compileN(first.function(), true);
        try {
            eval(compiled.apply(inputs).toArray(Array[]::new));
            List<Array> got = compiled.apply(others);
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i).type(), got.get(i).type());
                assertArrayEquals(expected.get(i).toByteArray(), got.get(i).toByteArray());
            }
            return Outcome.EQUAL;
        } catch (ShapeException refused) {
            assertTrue(String.valueOf(refused.getMessage()).startsWith("[compile] "), refused.toString());
            return Outcome.REFUSED;
        }
    }

    @Test
    void theFunctionIsRunOnce() {
        AtomicInteger runs = new AtomicInteger();
        Array weight = Random.normal(3, 4);
        Fn1 function = x -> {
            runs.incrementAndGet();
            Array hidden = tanh(matmul(x, weight)).reshape(x.shape().length(0), 2, 2);
            return softmax(hidden.subtract(mean(hidden, 0)), -1);
        };
        Fn1 compiled = compile(function, true);
        for (int rows : new int[] {2, 5, 1, 70, 2}) {
            Array x = Random.normal(rows, 3);
            int before = runs.get();
            Array got = compiled.apply(x);
            assertEquals(before == 0 ? 1 : before, runs.get());
            int after = runs.get();
            assertArrayEquals(function.apply(x).toByteArray(), got.toByteArray());
            runs.set(after);
        }
        compiled.apply(Random.normal(2, 3).astype(DType.FLOAT64));
        assertEquals(2, runs.get(), "other dtypes are traced again");
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
    void whatIsNotClearIsRefusedByName() {
        Fn1 half = compile((Array x) -> x.reshape(2, x.shape().length(0) / 2), true);
        half.apply(ones(6));
        String message = String.valueOf(
                assertThrows(ShapeException.class, () -> half.apply(ones(8))).getMessage());
        assertTrue(message.startsWith("[compile] ") && message.contains("(6,)") && message.contains("(8,)"), message);
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
