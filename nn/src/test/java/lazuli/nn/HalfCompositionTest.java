package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import lazuli.conformance.HalfComparison;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Layers that are made of several parts, each of which rounds half floats once: so many units of the largest element are what they differ from
 * float64 by, one for each part on the way through. Compiled and batched they give the same bits.
 */
class HalfCompositionTest {
    /** Where squares vanish in float16, and where none does. Far beyond, a rounding decides which key an attention takes. */
    private static final double[] SCALES = {1, 1e-3, 4};

    private static final int STEPS = 5;

    /**
     * A composition.
     *
     * @param parts on the way from the arguments to the result
     */
    private record Row<M extends Module>(
            String name, int parts, Supplier<M> module, BiFunction<M, Array, Array> forward) {
        /** With its parameters in a dtype; those of another one converted. */
        Function<Array, Array> in(DType dtype, DType rounded) {
            Random.seed(3);
            M made = module.get();
            made.evaluate();
            made.apply(array -> array.astype(rounded).astype(dtype));
            return x -> forward.apply(made, x);
        }
    }

    // spotless:off
    private static List<Row<?>> rows() {
        TransformerOptions options = TransformerOptions.of(8, 2);
        return List.of(
                new Row<>("multi-head attention", 5, () -> new MultiHeadAttention(8, 2), (m, x) -> m.forward(x, x, x)),
                new Row<>("masked attention", 5, () -> new MultiHeadAttention(8, 2), (m, x) -> m.forward(x, x, x, AttentionMask.CAUSAL)),
                new Row<>("encoder layer", 10, () -> new TransformerEncoderLayer(options), (m, x) -> m.forward(x, AttentionMask.NONE)),
                new Row<>("encoder layer, normalized last", 10, () -> new TransformerEncoderLayer(options.normFirst(false)), (m, x) -> m.forward(x, AttentionMask.CAUSAL)),
                new Row<>("decoder layer", 16, () -> new TransformerDecoderLayer(options), (m, x) -> m.forward(x, x, AttentionMask.CAUSAL, AttentionMask.NONE)),
                new Row<>("decoder layer, normalized last", 16, () -> new TransformerDecoderLayer(options.normFirst(false)), (m, x) -> m.forward(x, x, AttentionMask.CAUSAL, AttentionMask.NONE)),
                new Row<>("RNN", 2 * STEPS, () -> new RNN(8, 6), RNN::forward),
                new Row<>("GRU", 6 * STEPS, () -> new GRU(8, 6), GRU::forward),
                new Row<>("LSTM", 6 * STEPS, () -> new LSTM(8, 6), LSTM::forward));
    }
    // spotless:on

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void eachPartRoundsOnce(DType dtype) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (Row<?> row : rows()) {
            for (double scale : SCALES) {
                Array x = numbers(scale).astype(dtype);
                Array expected = row.in(DType.FLOAT64, dtype).apply(x.astype(DType.FLOAT64));
                Array got = row.in(dtype, dtype).apply(x);
                assertEquals(dtype, got.dtype(), row.name());
                String failure = HalfComparison.differenceByLargest(got, expected, row.parts(), 0);
                count++;
                if (failure != null) {
                    failures.add("%s of %s: %s".formatted(row.name(), scale, failure));
                }
            }
        }
        System.out.printf(
                "compositions of %s: %d of %d as near as their parts%n", dtype, count - failures.size(), count);
        assertEquals("", String.join("\n", failures));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void largeNumbersStayFinite(DType dtype) {
        for (Row<?> row : rows()) {
            Array y = row.in(dtype, dtype).apply(numbers(300).astype(dtype));
            assertTrue(Mx.all(Mx.isfinite(y)).itemBoolean(), row.name());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void compiledAndBatchedTheyGiveTheSame(DType dtype) {
        for (Row<?> row : rows()) {
            Function<Array, Array> module = row.in(dtype, dtype);
            Fn1 function = module::apply;
            Fn1 gradient = Mx.grad((Array x) -> Mx.sum(module.apply(x).astype(DType.FLOAT32)));
            Array x = numbers(1).astype(dtype);
            assertSame(function.apply(x), Mx.compile(function).apply(x), row.name() + ", compiled");
            assertSame(gradient.apply(x), Mx.compile(gradient).apply(x), row.name() + ", compiled gradient");
            Array both = Mx.stack(List.of(x, x.multiply(0.5)));
            assertSame(function.apply(x), Mx.vmap(function).apply(both).at(0), row.name() + ", batched");
        }
    }

    private static void assertSame(Array expected, Array got, String name) {
        assertEquals(expected.dtype(), got.dtype(), name);
        assertArrayEquals(
                expected.astype(DType.FLOAT32).toFloatArray(),
                got.astype(DType.FLOAT32).toFloatArray(),
                name);
    }

    private static Array numbers(double scale) {
        double[] values =
                new SplittableRandom(1).doubles(2 * STEPS * 8, -scale, scale).toArray();
        return Mx.array(values, Shape.of(2, STEPS, 8));
    }
}
