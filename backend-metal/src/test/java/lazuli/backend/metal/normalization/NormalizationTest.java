package lazuli.backend.metal.normalization;

import java.util.ArrayList;
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
import lazuli.core.Slice;
import lazuli.core.VjpResult;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Normalization of rows and of columns with their gradients, on both devices. */
class NormalizationTest {
    private static final int[] LENGTHS = {1, 2, 31, 33, 128, 129, 1000, 4096, 4100};
    private static final int[] ROWS = {1, 3, 9};

    private static List<Array> withGradients(FnN function, List<Array> inputs, Array cotangent) {
        VjpResult result = ReverseMode.vjp(function, inputs, List.of(cotangent));
        List<Array> all = new ArrayList<>(result.outputs());
        all.addAll(result.gradients());
        return all;
    }

    private static void agreeByRows(String name, Array x, Array dy, double tolerance) {
        int length = x.shape().length(-1);
        Array weight = BothDevices.normal(5, x.dtype(), length);
        Array bias = BothDevices.normal(6, x.dtype(), length);
        BothDevices.agree(
                "layer " + name,
                List.of(x, weight, bias, dy),
                tolerance,
                in -> withGradients(
                        a -> List.of(Fast.layerNorm(a.get(0), a.get(1), a.get(2), 1e-5)), in.subList(0, 3), in.get(3)));
        BothDevices.agree(
                "rms " + name,
                List.of(x, weight, dy),
                tolerance,
                in -> withGradients(a -> List.of(Fast.rmsNorm(a.get(0), a.get(1), 1e-5)), in.subList(0, 2), in.get(2)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
    void rows(DType dtype) {
        for (int length : LENGTHS) {
            for (int rows : ROWS) {
                Array x = BothDevices.normal(length, dtype, rows, length);
                Array dy = BothDevices.normal(rows, dtype, rows, length);
                // Of two numbers the gradient is a difference of equal ones.
                double tolerance = length == 2 ? 1e-3 : 1e-5;
                agreeByRows(
                        dtype + " " + rows + " x " + length,
                        x,
                        dy,
                        Math.max(tolerance, 3 * BothDevices.tolerance(dtype)));
            }
        }
    }

    @Test
    void manyRows() {
        Array x = BothDevices.normal(1, DType.FLOAT32, 3000, 5);
        Array dy = BothDevices.normal(2, DType.FLOAT32, 3000, 5);
        agreeByRows("many", x, dy, 2e-5);
    }

    @Test
    void views() {
        Array x = BothDevices.normal(1, DType.FLOAT32, 6, 7, 40);
        Map<String, UnaryOperator<Array>> views = new LinkedHashMap<>();
        views.put("transposed", in -> Mx.transpose(in, 2, 0, 1));
        views.put("backwards", in -> Mx.flip(in, 0, 1, 2));
        views.put("sliced", in -> in.at(Index.ELLIPSIS, Slice.of(1, 39, 3)));
        views.put("repeated", in -> Mx.broadcastTo(in.at(0), 4, 7, 40));
        views.put("none", in -> in.at(Slice.of(2, 2)));
        views.forEach((name, view) -> BothDevices.agree(name, List.of(x), 1e-5, in -> {
            Array rows = view.apply(in.getFirst());
            Array weight = rows.shape().size() == 0 ? Mx.ones(40) : rows.at(0, 0);
            return withGradients(
                    a -> List.of(Fast.layerNorm(a.get(0), a.get(1), a.get(2), 1e-5)),
                    List.of(rows, weight, Mx.flip(weight, 0)),
                    Mx.sin(rows));
        }));
    }

    @Test
    void columns() {
        for (int columns : new int[] {1, 2, 3, 17, 32, 33, 70}) {
            for (int rows : new int[] {1, 2, 31, 300, 2500}) {
                Array x = BothDevices.normal(columns, DType.FLOAT32, rows, columns);
                Array dy = BothDevices.normal(rows, DType.FLOAT32, rows, columns);
                Array weight = BothDevices.normal(7, DType.FLOAT32, columns);
                String name = rows + " x " + columns;
                BothDevices.agree(name, List.of(x, weight, dy), 1e-4, in -> {
                    FnN norm = a -> List.of(Mx.batchNorm(a.get(0).add(3), a.get(1), Mx.square(a.get(1)), 1e-3)
                            .getFirst());
                    List<Array> all = withGradients(norm, in.subList(0, 2), in.get(2));
                    all.addAll(Mx.batchNorm(in.get(0), in.get(1), in.get(1), 1e-5));
                    return all;
                });
            }
        }
    }
}
