package lazuli.backend.metal.rotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lazuli.backend.metal.BothDevices;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.FnN;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.RopeOptions;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotary positions on both devices. */
class RopeTest {
    private static final int[][] SHAPES = {{1, 1, 1, 2}, {2, 3, 5, 8}, {1, 9, 33, 64}, {3, 7, 10}, {4, 2, 3, 6, 20}};

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
    void shapes(DType dtype) {
        for (int[] shape : SHAPES) {
            Array x = BothDevices.normal(1, dtype, shape);
            int length = shape[shape.length - 1];
            for (boolean traditional : new boolean[] {false, true}) {
                RopeOptions options =
                        RopeOptions.DEFAULTS.traditional(traditional).scale(0.7);
                for (int dims : new int[] {2, length}) {
                    String name = dtype + " " + Shape.of(shape) + " dims " + dims + " traditional " + traditional;
                    BothDevices.agree(
                            name,
                            List.of(x),
                            BothDevices.tolerance(dtype),
                            in -> List.of(Fast.rope(in.getFirst(), dims, options, 3)));
                }
            }
        }
    }

    /** An angle of many turns is as exact as one of few. */
    @Test
    void farPositions() {
        Array x = BothDevices.normal(1, DType.FLOAT32, 4, 2, 5, 16);
        for (DType dtype : new DType[] {DType.INT32, DType.INT64}) {
            for (int far : new int[] {0, 1 << 12, 1 << 20, -1_000_003, 1 << 27}) {
                BothDevices.agree(
                        dtype + " from " + far,
                        List.of(x),
                        1e-5,
                        in -> List.of(Fast.rope(
                                in.getFirst(),
                                16,
                                RopeOptions.DEFAULTS,
                                Mx.add(Mx.arange(4), far).astype(dtype))));
            }
        }
        BothDevices.agree(
                "frequencies",
                List.of(x),
                1e-5,
                in -> List.of(Fast.rope(
                        in.getFirst(),
                        6,
                        RopeOptions.DEFAULTS
                                .traditional(true)
                                .frequencies(Mx.array(new float[] {0.5f, 1e-3f, Float.POSITIVE_INFINITY}))
                                .scale(3.1),
                        1000)));
    }

    @Test
    void views() {
        Array x = BothDevices.normal(1, DType.FLOAT32, 6, 4, 8, 10);
        Map<String, UnaryOperator<Array>> views = new LinkedHashMap<>();
        views.put("transposed", in -> Mx.transpose(in, 3, 0, 1, 2));
        views.put("backwards", in -> Mx.flip(in, 0, 1, 2, 3));
        views.put("sliced", in -> in.at(Index.ELLIPSIS, Slice.of(1, 9, 2)));
        views.put("repeated", in -> Mx.broadcastTo(in.at(0), 4, 4, 8, 10));
        views.put("none", in -> in.at(Slice.of(2, 2)));
        views.forEach((name, view) -> BothDevices.agree(name, List.of(x), 1e-5, in -> {
            FnN turn = a -> List.of(Fast.rope(view.apply(a.getFirst()), 4, RopeOptions.DEFAULTS.base(100), 2));
            return ReverseMode.vjp(turn, in, List.of(Mx.sin(view.apply(in.getFirst()))))
                    .gradients();
        }));
    }
}
