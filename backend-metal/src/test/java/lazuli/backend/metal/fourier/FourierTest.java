package lazuli.backend.metal.fourier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lazuli.backend.metal.BothDevices;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fft;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fourier transforms of all lengths on both devices. */
class FourierTest {
    private static List<Array> all(Array x, Array real, int axis) {
        int length = x.shape().length(axis);
        List<Array> results = new ArrayList<>();
        results.add(Fft.fft(x, null, axis));
        results.add(Fft.ifft(x, null, axis));
        results.add(Fft.rfft(real, null, axis));
        results.add(Fft.irfft(x, 2 * length - 2 > 0 ? 2 * length - 2 : 1, axis));
        results.add(Fft.irfft(x, 2 * length - 1, axis));
        return results;
    }

    private static void agree(String name, Array x, Array real, int axis, UnaryOperator<Array> view) {
        int length = x.shape().length(axis);
        double tolerance = 2e-6 * Math.max(4, Math.sqrt(length));
        BothDevices.agree(
                name, List.of(x, real), tolerance, in -> all(view.apply(in.get(0)), view.apply(in.get(1)), axis));
    }

    /** Short ones: powers of two, odd ones, primes with passes of their own and beyond. */
    @Test
    void shortLengths() {
        for (int length = 1; length <= 70; length++) {
            agree(
                    "length " + length,
                    BothDevices.normal(length, DType.COMPLEX64, 3, length),
                    BothDevices.normal(length, DType.FLOAT32, 3, length),
                    1,
                    x -> x);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {121, 127, 128, 243, 256, 343, 500, 509, 512, 1000, 1024, 1331, 2048, 2187, 2310, 3721, 4093, 4096})
    void lengths(int length) {
        agree(
                "length " + length,
                BothDevices.normal(length, DType.COMPLEX64, 3, length),
                BothDevices.normal(length, DType.FLOAT32, 3, length),
                1,
                x -> x);
    }

    /** In two steps, and as convolutions of two steps. */
    @ParameterizedTest
    @ValueSource(ints = {4098, 5000, 6561, 8192, 16384, 4099, 10007})
    void longLengths(int length) {
        agree(
                "length " + length,
                BothDevices.normal(length, DType.COMPLEX64, 2, length),
                BothDevices.normal(length, DType.FLOAT32, 2, length),
                1,
                x -> x);
    }

    @Test
    void views() {
        Map<String, UnaryOperator<Array>> views = new LinkedHashMap<>();
        views.put("as it is", x -> x);
        views.put("transposed", x -> Mx.transpose(x, 2, 0, 1));
        views.put("backwards", x -> Mx.flip(x, 0, 1, 2));
        views.put("sliced", x -> x.at(Index.ELLIPSIS, Slice.of(1, 39, 3)));
        views.put("repeated", x -> Mx.broadcastTo(x.at(0), 4, 7, 40));
        views.put("none", x -> x.at(Slice.of(2, 2)));
        Array x = BothDevices.normal(1, DType.COMPLEX64, 6, 7, 40);
        Array real = BothDevices.normal(2, DType.FLOAT32, 6, 7, 40);
        views.forEach((name, view) -> {
            for (int axis = 0; axis < 3; axis++) {
                if (!name.equals("none") || axis > 0) {
                    agree(name + " axis " + axis, x, real, axis, view);
                }
            }
        });
    }

    /** Columns of a matrix, long and short. */
    @Test
    void columns() {
        for (int[] shape : new int[][] {{1024, 5}, {4500, 2}, {67, 33}, {8, 300}}) {
            agree(
                    shape[0] + " x " + shape[1],
                    BothDevices.normal(1, DType.COMPLEX64, shape),
                    BothDevices.normal(2, DType.FLOAT32, shape),
                    0,
                    x -> x);
        }
    }
}
