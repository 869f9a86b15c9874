package lazuli.backend.metal.softmax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lazuli.backend.metal.BothDevices;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Softmax, its logarithm and that of the sums, on both devices. */
class SoftmaxTest {
    private static final int[] LENGTHS = {1, 2, 31, 32, 33, 127, 128, 129, 257, 1000, 1025, 4096, 4097, 9001};

    private static List<Array> all(Array x) {
        return List.of(Mx.softmax(x, -1), Mx.logSoftmax(x, -1), Mx.logsumexp(x, -1, false));
    }

    private static void agree(String name, DType dtype, Array x, Function<Array, Array> view) {
        BothDevices.agree(name, List.of(x), 4 * BothDevices.tolerance(dtype), in -> all(view.apply(in.getFirst())));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16", "COMPLEX64"})
    void lengths(DType dtype) {
        for (int length : LENGTHS) {
            Array x = BothDevices.normal(length, dtype, 3, length);
            agree(dtype + " " + length, dtype, x, in -> in);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16", "COMPLEX64"})
    void views(DType dtype) {
        Array x = BothDevices.normal(1, dtype, 5, 7, 40);
        Map<String, Function<Array, Array>> views = new LinkedHashMap<>();
        views.put("transposed", in -> Mx.transpose(in, 2, 0, 1));
        views.put("backwards", in -> Mx.flip(in, 0, 1, 2));
        views.put("sliced", in -> in.at(Index.ELLIPSIS, Slice.of(1, 39, 3)));
        views.put("repeated", in -> Mx.broadcastTo(in.at(0), 4, 7, 40));
        views.put("none", in -> in.at(Slice.of(2, 2)));
        views.put("empty rows", in -> in.at(Index.ELLIPSIS, Slice.of(2, 2)));
        views.forEach((name, view) -> agree(name, dtype, x, view));
    }

    @Test
    void edges() {
        float[] values = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 0, -0.0f, 88, -200};
        for (int length : new int[] {2, 130, 4100}) {
            List<Array> rows = new ArrayList<>();
            for (float first : values) {
                for (float second : values) {
                    float[] row = new float[length];
                    java.util.Arrays.fill(row, first);
                    row[length - 1] = second;
                    rows.add(Mx.array(row, Shape.of(length)));
                }
            }
            BothDevices.agree("edges " + length, rows, 1e-5, in -> all(Mx.stack(in, 0)));
        }
    }
}
