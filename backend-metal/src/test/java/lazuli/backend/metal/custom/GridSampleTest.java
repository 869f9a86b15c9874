package lazuli.backend.metal.custom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import lazuli.backend.metal.Samples;
import lazuli.backend.metal.software.DeviceCounters;
import lazuli.core.Array;
import lazuli.core.CustomFunction;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.GpuKernel;
import lazuli.core.KernelLaunch;
import lazuli.core.KernelOptions;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;

/**
 * The example of MLX's documentation that is like what people write: bilinear samples of images at places of a grid, with a kernel for the gradient,
 * against loops in Java.
 */
class GridSampleTest {
    private static final int[] IMAGES = {2, 5, 6, 3};
    private static final int[] PLACES = {2, 4, 3, 2};

    private static final String CORNERS = """
            int height = x_shape[1];
            int width = x_shape[2];
            int channels = x_shape[3];
            int row_stride = width * channels;
            float ix = ((grid[at] + 1) * width - 1) / 2;
            float iy = ((grid[at + 1] + 1) * height - 1) / 2;
            int left = int(floor(ix));
            int top = int(floor(iy));
            """;

    private static final GpuKernel FORWARD =
            Fast.metalKernel("grid_sample", List.of("x", "grid"), List.of("out"), """
            uint elem = thread_position_in_grid.x;
            uint at = elem / x_shape[3] * 2;
            """ + CORNERS + """
            int image = elem / channels / (grid_shape[1] * grid_shape[2]) * height * row_stride;
            T sum = T(0);
            for (int j = top; j <= top + 1; j++) {
                for (int i = left; i <= left + 1; i++) {
                    if (j >= 0 && j < height && i >= 0 && i < width) {
                        T weight = T((1 - fabs(ix - i)) * (1 - fabs(iy - j)));
                        sum += weight * x[image + j * row_stride + i * channels + elem % channels];
                    }
                }
            }
            out[elem] = sum;
            """);

    /** One thread for each channel, padded to SIMD groups, which add what their lanes found before they touch memory. */
    private static final GpuKernel BACKWARD = Fast.metalKernel(
            "grid_sample_grad",
            List.of("x", "grid", "cotangent"),
            List.of("x_grad", "grid_grad"),
            """
            uint elem = thread_position_in_grid.x;
            int padded = ceildiv(x_shape[3], threads_per_simdgroup) * threads_per_simdgroup;
            uint at = elem / padded * 2;
            """ + CORNERS + """
            int image = elem / padded / (grid_shape[1] * grid_shape[2]) * height * row_stride;
            int channel = elem % padded;
            T gx = T(0);
            T gy = T(0);
            if (channel < channels) {
                T dy = cotangent[elem / padded * channels + channel];
                for (int j = top; j <= top + 1; j++) {
                    for (int i = left; i <= left + 1; i++) {
                        if (j >= 0 && j < height && i >= 0 && i < width) {
                            int place = image + j * row_stride + i * channels + channel;
                            T wx = T(1 - fabs(ix - i));
                            T wy = T(1 - fabs(iy - j));
                            atomic_fetch_add_explicit(&x_grad[place], wx * wy * dy, memory_order_relaxed);
                            gx += (i == left ? -wy : wy) * x[place] * dy;
                            gy += (j == top ? -wx : wx) * x[place] * dy;
                        }
                    }
                }
            }
            gx = simd_sum(gx);
            gy = simd_sum(gy);
            if (thread_index_in_simdgroup == 0) {
                atomic_fetch_add_explicit(&grid_grad[at], gx * width / 2, memory_order_relaxed);
                atomic_fetch_add_explicit(&grid_grad[at + 1], gy * height / 2, memory_order_relaxed);
            }
            """,
            KernelOptions.DEFAULTS.atomicOutputs(true));

    private static List<Array> sample(List<Array> inputs) {
        Array x = inputs.getFirst();
        Shape grid = inputs.get(1).shape();
        Shape out = Shape.of(
                grid.length(0), grid.length(1), grid.length(2), x.shape().length(3));
        KernelLaunch launch =
                KernelLaunch.of(out.size(), 256).template("T", x.dtype()).output(out, x.dtype());
        return FORWARD.call(inputs, launch);
    }

    private static List<Array> gradient(List<Array> inputs, List<Array> cotangents, List<Array> outputs) {
        Array x = inputs.getFirst();
        Array grid = inputs.get(1);
        long padded = Math.ceilDiv(x.shape().length(3), 32) * 32L;
        KernelLaunch launch = KernelLaunch.of(grid.size() / 2 * padded, 256)
                .template("T", x.dtype())
                .output(x.shape(), x.dtype())
                .output(grid.shape(), x.dtype())
                .initialValue(0);
        return BACKWARD.call(List.of(x, grid, cotangents.getFirst()), launch);
    }

    // ---- the same in Java

    private static double[] expected(double[] x, double[] grid) {
        double[] out = new double[PLACES[0] * PLACES[1] * PLACES[2] * IMAGES[3]];
        for (int place = 0; place < grid.length / 2; place++) {
            double ix = ((grid[2 * place] + 1) * IMAGES[2] - 1) / 2;
            double iy = ((grid[2 * place + 1] + 1) * IMAGES[1] - 1) / 2;
            int image = place / (PLACES[1] * PLACES[2]);
            for (int j = 0; j < IMAGES[1]; j++) {
                for (int i = 0; i < IMAGES[2]; i++) {
                    double weight = Math.max(0, 1 - Math.abs(ix - i)) * Math.max(0, 1 - Math.abs(iy - j));
                    for (int c = 0; c < IMAGES[3]; c++) {
                        double pixel = x[((image * IMAGES[1] + j) * IMAGES[2] + i) * IMAGES[3] + c];
                        out[place * IMAGES[3] + c] += weight * pixel;
                    }
                }
            }
        }
        return out;
    }

    private static double weighted(double[] x, double[] grid, double[] weights) {
        double[] out = expected(x, grid);
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            sum += out[i] * weights[i];
        }
        return sum;
    }

    private static double difference(double[] x, double[] grid, double[] weights, double[] of, int place) {
        double step = 1e-5;
        double before = of[place];
        of[place] = before + step;
        double high = weighted(x, grid, weights);
        of[place] = before - step;
        double low = weighted(x, grid, weights);
        of[place] = before;
        return (high - low) / (2 * step);
    }

    private static double[] numbers(long seed, int count, double size) {
        return new Random(seed).doubles(count, -size, size).toArray();
    }

    private static Array array(double[] numbers, int... shape) {
        return Samples.onCpu(
                () -> Mx.array(numbers, Shape.of(shape)).astype(DType.FLOAT32).eval());
    }

    @Test
    void samplesAndTheirGradientsAreRight() {
        double[] x = numbers(1, 2 * 5 * 6 * 3, 1);
        double[] grid = numbers(2, 2 * 4 * 3 * 2, 1.1);
        double[] weights = numbers(3, 2 * 4 * 3 * 3, 1);
        Array images = array(x, IMAGES);
        Array places = array(grid, PLACES);
        Array factors = array(weights, 2, 4, 3, 3);

        Array out =
                Samples.onGpu(() -> sample(List.of(images, places)).getFirst().eval());
        assertArrayEquals(expected(x, grid), out.reshape(-1).toDoubleArray(), 1e-5);

        CustomFunction function = CustomFunction.of(GridSampleTest::sample).withVjp(GridSampleTest::gradient);
        List<Array> gradients = Samples.onGpu(() -> {
            List<Array> both = ReverseMode.vjp(function, List.of(images, places), List.of(factors))
                    .gradients();
            Mx.eval(both.toArray(Array[]::new));
            return both;
        });
        double[] ofImages = gradients.getFirst().reshape(-1).toDoubleArray();
        for (int i = 0; i < x.length; i++) {
            assertEquals(difference(x, grid, weights, x, i), ofImages[i], 1e-4, "pixel " + i);
        }
        double[] ofPlaces = gradients.get(1).reshape(-1).toDoubleArray();
        for (int i = 0; i < grid.length; i++) {
            assertEquals(difference(x, grid, weights, grid, i), ofPlaces[i], 1e-3, "place " + i);
        }
        assertEquals(0, DeviceCounters.misuses(), DeviceCounters::lastMisuse);
    }
}
