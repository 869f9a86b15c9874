package lazuli.backend.metal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;

/** Computes something on the GPU and on the processor, and compares. */
public final class OnBothDevices {
    private OnBothDevices() {}

    /** Requires the same bits, but of NaN. */
    public static void assertSame(Supplier<Array> what, Supplier<String> message) {
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
    public static void assertClose(Supplier<Array> what, double relative, double absolute, Supplier<String> message) {
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
}
