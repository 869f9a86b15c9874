package lazuli.backend.metal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Stream;

/** Runs an operation on the GPU and on the CPU, whose results must agree. */
public final class BothDevices {
    static {
        // Opened before the first array, so that all memory is the device's.
        Device.setDefault(Device.GPU);
    }

    private BothDevices() {}

    /** Normally distributed numbers, the same for the same seed. */
    public static Array normal(long seed, DType dtype, int... shape) {
        Random random = new Random(seed);
        double[] values = new double[(int) Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return on(Device.CPU, () -> {
            Array x = Mx.array(values, Shape.of(shape));
            return evaluated(List.of(dtype == DType.COMPLEX64 ? complex(x) : x.astype(dtype)))
                    .getFirst();
        });
    }

    private static Array complex(Array x) {
        Array imaginary = Mx.flip(x.reshape(-1), 0).reshape(x.shape().toArray());
        return x.astype(DType.COMPLEX64).add(imaginary.astype(DType.COMPLEX64).multiply(Mx.array(Complex.of(0, 1))));
    }

    private interface Work<R> {
        R run();
    }

    /** The GPU is the default device, and not named: what of float64 a function makes on the way is computed by the CPU. */
    private static <R> R on(Device device, Work<R> work) {
        if (device.equals(Device.defaultDevice())) {
            return work.run();
        }
        try (Stream.Scope _ = Stream.on(device)) {
            return work.run();
        }
    }

    private static List<Array> evaluated(List<Array> arrays) {
        Mx.eval(arrays.toArray(Array[]::new));
        return arrays;
    }

    /** Fails unless both devices' results agree within {@code tolerance} times one more than the expected value. */
    public static void agree(
            String name, List<Array> inputs, double tolerance, Function<List<Array>, List<Array>> what) {
        List<Array> expected = on(Device.CPU, () -> evaluated(what.apply(inputs)));
        List<Array> got = on(Device.GPU, () -> evaluated(what.apply(inputs)));
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).shape(), got.get(i).shape(), name);
            assertEquals(expected.get(i).dtype(), got.get(i).dtype(), name);
            double[] wanted = numbers(expected.get(i));
            double[] given = numbers(got.get(i));
            for (int j = 0; j < wanted.length; j++) {
                if (!near(wanted[j], given[j], tolerance)) {
                    fail("%s: output %d, element %d: CPU %s, GPU %s".formatted(name, i, j, wanted[j], given[j]));
                }
            }
        }
    }

    private static boolean near(double expected, double got, double tolerance) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, got) == 0;
        }
        return Math.abs(expected - got) <= tolerance * (1 + Math.abs(expected));
    }

    private static double[] numbers(Array x) {
        return on(Device.CPU, () -> {
            if (x.dtype() != DType.COMPLEX64) {
                return x.astype(DType.FLOAT64).toDoubleArray();
            }
            double[] real = Mx.real(x).astype(DType.FLOAT64).toDoubleArray();
            double[] imaginary = Mx.imag(x).astype(DType.FLOAT64).toDoubleArray();
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < real.length; i++) {
                all.add(real[i]);
                all.add(imaginary[i]);
            }
            return all.stream().mapToDouble(Double::doubleValue).toArray();
        });
    }

    /**
     * Whether a function of arrays that have been evaluated gives the same numbers on both.
     *
     * @param terms how many products the elements are sums of, whose rounding errors may add up
     */
    public static void agreeOnSums(Supplier<Array> function, int terms, Object what) {
        Array wanted = Samples.onCpu(() -> function.get().eval());
        Array got = Samples.onGpu(() -> function.get().eval());
        assertEquals(wanted.shape(), got.shape(), what::toString);
        assertEquals(wanted.dtype(), got.dtype(), what::toString);
        double[] expected = numbers(wanted);
        double[] actual = numbers(got);
        double unit = switch (wanted.dtype()) {
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            default -> 0x1p-22;
        };
        double tolerance = unit * (2 + Math.sqrt(terms)) * (wanted.dtype() == DType.COMPLEX64 ? 4 : 1);
        for (int i = 0; i < expected.length; i++) {
            int at = i;
            boolean isClose = Double.compare(actual[i], expected[i]) == 0
                    || Math.abs(actual[i] - expected[i])
                            <= tolerance * Math.max(Math.sqrt(terms), Math.abs(expected[i]));
            assertTrue(isClose, () -> "%s: element %d is %s, not %s".formatted(what, at, actual[at], expected[at]));
        }
    }

    /** Requires the same bits, but of NaN. */
    public static void same(Supplier<Array> what, Supplier<String> message) {
        Array expected = Samples.onCpu(() -> what.get().eval());
        Array got = Samples.onGpu(() -> what.get().eval());
        assertEquals(expected.shape(), got.shape(), message);
        assertEquals(expected.dtype(), got.dtype(), message);
        Samples.onCpu(() -> {
            assertArrayEquals(
                    bytes(expected), bytes(got), () -> message.get() + "\nprocessor " + expected + "\nGPU " + got);
            return null;
        });
    }

    private static String worst(Array expected, Array got) {
        Array far = Mx.abs(Mx.subtract(expected, got)).reshape(-1);
        int at = Mx.argmax(far).itemInt();
        return "\nfarthest at %d: %s, not %s"
                .formatted(at, got.reshape(-1).at(at), expected.reshape(-1).at(at));
    }

    private static byte[] bytes(Array x) {
        Array flat = Mx.contiguous(x).reshape(-1);
        Array parts = x.dtype() == DType.COMPLEX64 ? flat.view(DType.FLOAT32) : flat;
        // Of a NaN nothing but that it is one.
        Array numbers = parts.dtype().isFloating()
                ? Mx.where(Mx.isnan(parts), Mx.full(Shape.SCALAR, Double.NaN, parts.dtype()), parts)
                : parts;
        return numbers.view(DType.UINT8).toByteArray();
    }

    /** Requires the same numbers but for rounding, relative to a magnitude; NaN where there is NaN, and the same infinities. */
    public static void close(Supplier<Array> what, double relative, double absolute, Supplier<String> message) {
        Array expected = Samples.onCpu(() -> what.get().eval());
        Array got = Samples.onGpu(() -> what.get().eval());
        assertEquals(expected.shape(), got.shape(), message);
        assertEquals(expected.dtype(), got.dtype(), message);
        Samples.onCpu(() -> {
            boolean close = Mx.allclose(got, expected, relative, absolute, true).itemBoolean();
            assertEquals(
                    true,
                    close,
                    () -> message.get() + worst(expected, got) + "\nprocessor " + expected + "\nGPU " + got);
            return null;
        });
    }

    /** The tolerance for a dtype in which one rounding counts. */
    public static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 1e-3;
            case BFLOAT16 -> 8e-3;
            case FLOAT32, COMPLEX64 -> 3e-6;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT64 -> 0;
        };
    }
}
