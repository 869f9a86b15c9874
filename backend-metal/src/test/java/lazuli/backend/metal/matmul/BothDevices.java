package lazuli.backend.metal.matmul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Stream;

/** Computes on the device and on the processor, and compares. */
public final class BothDevices {
    private BothDevices() {}

    /** Whether the software device can be loaded. */
    public static boolean areThere() {
        return System.getProperty("lazuli.metal.library") != null && Device.GPU.isAvailable();
    }

    /** Normally distributed numbers, the same at each call. */
    public static Array numbers(DType dtype, int... shape) {
        try (Stream.Scope _ = Stream.on(Device.CPU)) {
            Array real = Random.normal(Shape.of(shape), DType.FLOAT32, 0, 1, Random.key(7));
            Array numbers = dtype == DType.COMPLEX64
                    ? Mx.add(
                            real,
                            Mx.multiply(
                                    Mx.flip(real, real.shape().allAxes()),
                                    Mx.sqrt(Mx.array(-1f).astype(dtype))))
                    : real.astype(dtype);
            Mx.eval(numbers);
            return numbers;
        }
    }

    /**
     * Whether a function of arrays that have been evaluated gives the same numbers on both.
     *
     * @param terms how many products the elements are sums of, whose rounding errors may add up
     */
    public static void agree(Supplier<Array> function, int terms, Object what) {
        Array got;
        try {
            got = on(Device.GPU, function);
        } catch (RuntimeException failure) {
            throw new AssertionError(what.toString(), failure);
        }
        Array wanted = on(Device.CPU, function);
        assertEquals(wanted.shape(), got.shape(), what::toString);
        assertEquals(wanted.dtype(), got.dtype(), what::toString);
        double[] expected = values(wanted);
        double[] actual = values(got);
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

    private static Array on(Device device, Supplier<Array> function) {
        try (Stream.Scope _ = Stream.on(device)) {
            Array result = function.get();
            Mx.eval(result);
            return result;
        }
    }

    /** Real parts, then imaginary ones. */
    private static double[] values(Array array) {
        try (Stream.Scope _ = Stream.on(Device.CPU)) {
            if (array.dtype() != DType.COMPLEX64) {
                return array.astype(DType.FLOAT64).toDoubleArray();
            }
            double[] real = Mx.real(array).toDoubleArray();
            double[] imaginary = Mx.imag(array).toDoubleArray();
            double[] all = Arrays.copyOf(real, real.length + imaginary.length);
            System.arraycopy(imaginary, 0, all, real.length, imaginary.length);
            return all;
        }
    }
}
