package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Memory;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What elementwise operations make is reduced in the same step, with the bits that it has if it is stored before. */
class ReductionFusionTest {
    private static final int[][] SHAPES = {
        {}, {1}, {5}, {0, 20}, {20, 0}, {4, 1, 17}, {33, 70}, {3, 5001}, {5001, 3}, {7, 64, 20}, {1200, 500}
    };

    @TempDir
    private Path folder = Path.of("");

    static Stream<DType> dtypes() {
        return Stream.of(DType.values());
    }

    /** Contiguous, broadcast along the last axis, transposed, backwards. */
    private static List<Array> operands(Shape shape, DType dtype) {
        Array plain = numbers(shape, dtype, 7);
        if (shape.rank() == 0) {
            return List.of(plain, numbers(shape, dtype, 5));
        }
        int last = shape.rank() - 1;
        Array row = numbers(Shape.of(shape.length(last)), dtype, 5);
        Array column = numbers(shape.with(last, 1), dtype, 3);
        int[] reversed = shape.toArray();
        for (int i = 0; i <= last; i++) {
            reversed[i] = shape.length(last - i);
        }
        Array transposed = transpose(numbers(Shape.of(reversed), dtype, 11));
        Array backwards = flip(numbers(shape, dtype, 13));
        eval(row, column, transposed, backwards);
        return List.of(plain, row, column, transposed, backwards);
    }

    /** Small ones of both signs, different in each of some places. */
    private static Array numbers(Shape shape, DType dtype, int period) {
        Array counted = remainder(arange(Math.toIntExact(shape.size())), period);
        Array numbers = divide(subtract(counted, period / 2), 4).astype(dtype).reshape(shape.toArray());
        eval(numbers);
        return numbers;
    }

    private static List<int[]> axes(int rank) {
        List<int[]> all = new ArrayList<>();
        all.add(new int[0]);
        for (int axis = 0; axis < rank; axis++) {
            all.add(new int[] {axis});
            all.add(new int[] {axis, rank - 1});
            all.add(new int[] {0, axis});
        }
        return all.stream()
                .filter(axes -> axes.length < 2 || axes[0] != axes[1])
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void compiledIsPlain(DType dtype) {
        for (int[] lengths : SHAPES) {
            Shape shape = Shape.of(lengths);
            List<Array> operands = operands(shape, dtype);
            for (int[] axes : axes(shape.rank())) {
                for (boolean keepDims : new boolean[] {false, true}) {
                    Array a = operands.getFirst();
                    Array b = operands.get((axes.length * 3 + (keepDims ? 1 : 0)) % operands.size());
                    check((x, y) -> sum(multiply(x, y), axes, keepDims), a, b);
                    check((x, y) -> any(equal(x, y), axes, keepDims), a, b);
                    check((x, y) -> mean(add(x, y).astype(DType.FLOAT16), axes, keepDims), a, b);
                    if (shape.size() > 0 && dtype != DType.COMPLEX64) {
                        check((x, y) -> max(add(x, y), axes, keepDims), a, b);
                        check((x, y) -> min(multiply(x, y).astype(DType.FLOAT32), axes, keepDims), a, b);
                    }
                }
            }
        }
    }

    /** The values that the plain function makes in between are held, and therefore stored. */
    private static void check(Fn2 function, Array a, Array b) {
        Array expected = function.apply(a, b);
        Array got = compile(function).apply(a, b);
        assertEquals(expected.type(), got.type());
        assertTrue(arrayEqual(expected, got, true).itemBoolean(), () -> a.type() + " " + b.type() + "\n" + got);
    }

    @Test
    void aProgramTellsWhatItReduces() {
        Fn2 error = compile((Array a, Array b) -> {
            Array difference = subtract(a, b);
            return sum(multiply(difference, difference), 1);
        });
        error.apply(ones(20, 30), ones(30));
        assertEquals("""
                (a0: float32(20, 30), a1: float32(30,)) -> v6: float32(20,): operations 5, steps 3, fused 1
                  v2: float32(20, 30) = broadcast[shape=(20, 30)](a1)
                  v5: float32(20, 1) = fused 3: v3 = a0 - v2; sum over axis 1 of v3 * v3
                  v6: float32(20,) = reshape[shape=(20,)](v5)
                  returns v6
                  memory: 0 intermediate values of 0 bytes in 0 bytes""", describe(error));
        Fn1 largest = compile((Array a) -> max(abs(a), new int[] {0, 1}, true));
        largest.apply(ones(20, 30));
        assertTrue(
                describe(largest).contains("v2: float32(1, 1) = fused 2: max over axes 0, 1 of abs(a0)"),
                () -> describe(largest));
    }

    @Test
    void gradientsAreReducedAtOnce() {
        Fn2 gradient = compile((Array x, Array bias) ->
                grad((Array b) -> mean(square(maximum(add(x, b), 0)))).apply(bias));
        eval(gradient.apply(numbers(Shape.of(50, 64), DType.FLOAT32, 7), ones(64)));
        assertTrue(describe(gradient).contains("sum over axis 0 of "), () -> describe(gradient));
    }

    @Test
    void temporariesAreReducedAtOnceByPlainEvaluationToo() throws IOException {
        Array x = numbers(Shape.of(50, 64), DType.FLOAT32, 7);
        List<String> kernels = kernels(() -> eval(var(x)));
        assertTrue(kernels.contains("sum of elementwise subtract square"), kernels::toString);
        Array product = multiply(x, x);
        kernels = kernels(() -> eval(sum(product)));
        assertTrue(kernels.contains("elementwise multiply") && kernels.contains("sum"), kernels::toString);
        assertEquals(kernels(() -> eval(product)), List.of());
    }

    private List<String> kernels(Runnable program) throws IOException {
        Path file = folder.resolve("kernels.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("lazuli.Kernel").withoutThreshold();
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("lazuli.Kernel"))
                .map(event -> String.valueOf(event.getString("operation")))
                .toList();
    }

    @Test
    void whatIsReducedTakesNoMemory() {
        assumeFalse("never".equals(System.getProperty("lazuli.gpu.fusion")), "nothing is fused in this run");
        Array a = numbers(Shape.of(2048, Sizes.of(2048, 256)), DType.FLOAT32, 7);
        Array b = numbers(a.shape(), DType.FLOAT32, 5);
        for (int axis = 0; axis < 2; axis++) {
            int reduced = axis;
            Fn2 error = compile((Array x, Array y) -> mean(square(subtract(x, y)), reduced));
            eval(error.apply(a, b));
            Memory.resetPeak();
            long before = Memory.active();
            eval(error.apply(a, b));
            assertTrue(Memory.peak() - before < a.size(), "took " + (Memory.peak() - before));
        }
    }
}
