package lazuli.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.backend.Tensor;

/** What tests expect of tensors. */
public final class Expect {
    private Expect() {}

    /** Each element is what {@code expected} gives for its index, within {@code tolerance} relative to {@code scale}. */
    public static void near(ToDoubleFunction<int[]> expected, Tensor got, double tolerance) {
        Indices.forEach(got.shape(), index -> {
            double want = expected.applyAsDouble(index);
            double have = Elements.get(got, index);
            if (!isNear(want, have, tolerance)) {
                fail("at %s: expected %s, got %s".formatted(Arrays.toString(index), want, have));
            }
        });
    }

    /** The same for two numbers. */
    public static void near(double expected, double got, double tolerance) {
        if (!isNear(expected, got, tolerance)) {
            fail("expected %s, got %s".formatted(expected, got));
        }
    }

    private static boolean isNear(double expected, double got, double tolerance) {
        return Double.compare(expected, got) == 0
                || Math.abs(expected - got) <= tolerance * Math.max(1, Math.abs(expected));
    }

    /** Both have the same bits in row-major order. */
    public static void sameBits(Tensor expected, Tensor got) {
        assertEquals(expected.shape(), got.shape());
        for (long i = 0; i < got.byteSize(); i++) {
            byte want = NativeMemory.getByte(expected.address() + i);
            byte have = NativeMemory.getByte(got.address() + i);
            if (want != have) {
                fail("byte %d of %d: expected %d, got %d".formatted(i, got.byteSize(), want, have));
            }
        }
    }
}
