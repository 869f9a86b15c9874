package lazuli.backend.metal.attention;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.AttentionOptions;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.VjpResult;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention and its gradient on both devices. */
class AttentionTest {
    /** Which keys are seen. */
    enum Seen {
        ALL,
        CAUSAL,
        SOME,
        ADDED
    }

    /** Lengths of an attention: examples, heads, key heads, queries, keys, elements, elements of values. */
    record Sizes(int b, int h, int g, int l, int s, int d, int e) {
        List<Array> inputs(DType dtype) {
            return List.of(
                    BothDevices.normal(1, dtype, b, h, l, d),
                    BothDevices.normal(2, dtype, b, g, s, d),
                    BothDevices.normal(3, dtype, b, g, s, e),
                    BothDevices.normal(4, dtype, b, h, l, e),
                    BothDevices.normal(5, dtype, b, 1, l, s),
                    BothDevices.normal(6, dtype, h));
        }

        double scale() {
            return d == 0 ? 1 : 1 / Math.sqrt(d);
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                        new Sizes(1, 1, 1, 1, 1, 1, 1),
                        new Sizes(2, 4, 2, 5, 37, 24, 40),
                        new Sizes(1, 2, 1, 33, 65, 16, 8),
                        new Sizes(1, 3, 3, 40, 20, 70, 33),
                        new Sizes(2, 2, 2, 9, 9, 130, 96),
                        new Sizes(1, 1, 1, 10, 12, 20, 300),
                        new Sizes(1, 2, 2, 2, 1100, 8, 8),
                        new Sizes(1, 1, 1, 3, 12, 300, 20))
                .flatMap(sizes -> Stream.of(Seen.values()).map(seen -> Arguments.of(sizes, seen)));
    }

    private static AttentionMask mask(Seen seen, Array numbers) {
        return switch (seen) {
            case ALL -> AttentionMask.NONE;
            case CAUSAL -> AttentionMask.CAUSAL;
            case SOME -> AttentionMask.of(numbers.greater(0.2));
            case ADDED -> AttentionMask.of(numbers);
        };
    }

    private static List<Array> withGradients(List<Array> in, double scale, Seen seen, boolean withSinks) {
        AttentionOptions options = new AttentionOptions(mask(seen, in.get(4)), withSinks ? in.get(5) : null);
        FnN attention = a -> List.of(Fast.scaledDotProductAttention(a.get(0), a.get(1), a.get(2), scale, options));
        VjpResult result = ReverseMode.vjp(attention, in.subList(0, 3), List.of(in.get(3)));
        List<Array> all = new ArrayList<>(result.outputs());
        all.addAll(result.gradients());
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void floats(Sizes sizes, Seen seen) {
        for (boolean withSinks : new boolean[] {false, true}) {
            BothDevices.agree(
                    sizes + " " + seen,
                    sizes.inputs(DType.FLOAT32),
                    2e-5,
                    in -> withGradients(in, sizes.scale(), seen, withSinks));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void halves(DType dtype) {
        for (Sizes sizes : List.of(new Sizes(1, 4, 2, 34, 40, 32, 48), new Sizes(1, 2, 2, 3, 50, 16, 16))) {
            for (Seen seen : Seen.values()) {
                BothDevices.agree(
                        dtype + " " + sizes + " " + seen,
                        sizes.inputs(dtype),
                        2 * BothDevices.tolerance(dtype),
                        in -> withGradients(in, sizes.scale(), seen, true));
            }
        }
    }

    /** Heads and lengths change places, all axes run backwards, keys are repeated. */
    @Test
    void views() {
        Sizes sizes = new Sizes(2, 3, 3, 12, 12, 12, 12);
        BothDevices.agree(
                "views",
                sizes.inputs(DType.FLOAT32),
                2e-5,
                in -> withGradients(
                        List.of(
                                Mx.transpose(Mx.transpose(in.get(0), 0, 2, 1, 3), 0, 2, 1, 3)
                                        .T()
                                        .T(),
                                Mx.flip(in.get(1), 0, 1, 2, 3),
                                Mx.broadcastTo(
                                        Mx.transpose(in.get(2), 0, 1, 3, 2).at(0), 2, 3, 12, 12),
                                Mx.transpose(in.get(3), 0, 1, 3, 2),
                                Mx.flip(in.get(4), 3),
                                in.get(5)),
                        0.3,
                        Seen.ADDED,
                        true));
    }

    @Test
    void nothing() {
        for (Sizes sizes : List.of(
                new Sizes(0, 1, 1, 2, 3, 4, 5),
                new Sizes(1, 1, 1, 0, 3, 4, 5),
                new Sizes(1, 2, 1, 2, 0, 4, 5),
                new Sizes(1, 2, 1, 20, 0, 4, 5),
                new Sizes(1, 1, 1, 2, 3, 0, 5),
                new Sizes(1, 1, 1, 20, 3, 0, 5),
                new Sizes(1, 1, 1, 2, 3, 4, 0),
                new Sizes(1, 1, 1, 20, 3, 4, 0))) {
            for (boolean withSinks : new boolean[] {false, true}) {
                BothDevices.agree(
                        sizes + " sinks " + withSinks,
                        sizes.inputs(DType.FLOAT32),
                        1e-5,
                        in -> withGradients(in, 0.5, Seen.CAUSAL, withSinks));
            }
        }
    }

    /** Queries that see nothing take the mean of all values, scores of minus infinity give NaN. */
    @Test
    void blindQueries() {
        for (int l : new int[] {4, 40}) {
            Sizes sizes = new Sizes(1, 1, 1, l, 35, 8, 8);
            BothDevices.agree("hidden " + l, sizes.inputs(DType.FLOAT32), 1e-5, in -> {
                FnN attention = a -> List.of(Fast.scaledDotProductAttention(
                        a.get(0),
                        a.get(1),
                        a.get(2),
                        1,
                        AttentionMask.of(in.get(4).greater(100))));
                return ReverseMode.vjp(attention, in.subList(0, 3), List.of(in.get(3)))
                        .gradients();
            });
            BothDevices.agree("minus infinity " + l, sizes.inputs(DType.FLOAT32), 1e-5, in -> {
                Array mask = Mx.where(in.get(4).greater(1), in.get(4), Mx.array(Float.NEGATIVE_INFINITY));
                return List.of(Fast.scaledDotProductAttention(
                        in.get(0), in.get(1), in.get(2), 1, AttentionMask.of(mask.multiply(1))));
            });
        }
    }
}
