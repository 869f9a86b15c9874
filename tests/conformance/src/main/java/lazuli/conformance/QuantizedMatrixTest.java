package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import java.util.stream.Stream;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A quantized matrix knows how it is quantized: whatever takes it reads the same numbers from it. */
class QuantizedMatrixTest {
    private final Array w = Random.normal(Shape.of(3, 5, 128), DType.FLOAT32, 0, 1, Random.key(1));
    private final Array x = Random.normal(Shape.of(3, 4, 128), DType.FLOAT32, 0, 1, Random.key(2));

    static Stream<QuantizationOptions> options() {
        return Stream.of(
                QuantizationOptions.DEFAULTS,
                QuantizationOptions.DEFAULTS.groupSize(32).bits(8),
                QuantizationOptions.DEFAULTS.groupSize(128).bits(3),
                QuantizationOptions.of(QuantizationMode.MXFP4),
                QuantizationOptions.of(QuantizationMode.MXFP8),
                QuantizationOptions.DEFAULTS.bits(8).mode(QuantizationMode.NVFP4));
    }

    @ParameterizedTest
    @MethodSource("options")
    void productsAreThoseOfItsNumbers(QuantizationOptions options) {
        Quantized quantized = quantize(w, options);
        assertEquals(options, quantized.options());
        Array numbers = dequantize(quantized, DType.FLOAT32);
        assertClose(matmul(x, swapaxes(numbers, -1, -2)), quantizedMatmul(x, quantized));
        Array y = x.at(Slice.all(), Slice.all(), Slice.to(5));
        assertClose(matmul(y, numbers), quantizedMatmul(y, quantized, false));
        Array which = array(2, 0);
        Array chosen = matmul(take(x, which, 0), swapaxes(take(numbers, array(1, 1), 0), -1, -2));
        assertClose(chosen, gatherQmm(x, quantized, which, array(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void itsPartsMakeItAgain(QuantizationOptions options) {
        Quantized made = quantize(w, options);
        Quantized loaded = Quantized.of(made.packed(), made.scales(), made.biases(), options);
        assertArrayEquals(dequantize(made).toDoubleArray(), dequantize(loaded).toDoubleArray());
    }

    @Test
    void defaultsAreMlxs() {
        Quantized made = quantize(w);
        assertEquals("groupSize=64, bits=4, mode=AFFINE", made.options().toString());
        assertEquals(made.options(), quantize(w, 64, 4).options());
        Array biases = Objects.requireNonNull(made.biases());
        Quantized loaded = Quantized.of(made.packed(), made.scales(), biases);
        assertArrayEquals(dequantize(made).toDoubleArray(), dequantize(loaded).toDoubleArray());
    }

    @Test
    void aModeTakesItsOwnNumbersAlong() {
        QuantizationOptions options =
                QuantizationOptions.DEFAULTS.groupSize(128).quantizeInput(true).mode(QuantizationMode.MXFP8);
        assertEquals(QuantizationOptions.of(QuantizationMode.MXFP8).quantizeInput(true), options);
        assertThrows(ShapeException.class, () -> quantize(w, options.bits(4)));
    }

    @Test
    void aGlobalScaleIsRefusedWhereNoneIsApplied() {
        Quantized scaled = quantize(w, QuantizationOptions.of(QuantizationMode.NVFP4), max(abs(w)));
        ArgumentException refused = assertThrows(ArgumentException.class, () -> quantizedMatmul(x, scaled));
        assertEquals(
                "[quantized_matmul] takes no matrix with a global scale: dequantize it, or use qqmm",
                refused.getMessage());
        assertThrows(ArgumentException.class, () -> gatherQmm(x, scaled, null, array(0)));
    }

    private static void assertClose(Array expected, Array actual) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), 1e-3);
    }
}
