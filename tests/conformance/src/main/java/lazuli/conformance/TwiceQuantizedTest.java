package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.QqmmOptions;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products of matrices that are both quantized are those of the numbers that these stand for. */
class TwiceQuantizedTest {
    private final Array x = Random.normal(5, 64);
    private final Array w = Random.normal(7, 64);

    private static Array numbers(Array array, QuantizationMode mode) {
        return dequantize(quantize(array, QuantizationOptions.of(mode)), array.dtype());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AFFINE")
    void areThoseOfTheNumbers(QuantizationMode mode) {
        double[] expected = matmul(numbers(x, mode), numbers(w, mode).T()).toDoubleArray();
        assertArrayEquals(expected, qqmm(x, w, QqmmOptions.of(mode)).toDoubleArray(), 1e-4);
        Quantized packed = quantize(w, QuantizationOptions.of(mode));
        assertArrayEquals(expected, qqmm(x, packed).toDoubleArray(), 1e-4);
        Array two = stack(List.of(w, negative(w)), 0);
        Array got = gatherQqmm(expandDims(x, 0), two, null, array(1), QqmmOptions.of(mode));
        assertArrayEquals(negative(array(expected)).toDoubleArray(), got.toDoubleArray(), 1e-4);
        Quantized packedTwo = quantize(two, QuantizationOptions.of(mode));
        got = gatherQqmm(expandDims(x, 0), packedTwo, null, array(1));
        assertArrayEquals(negative(array(expected)).toDoubleArray(), got.toDoubleArray(), 1e-4);
    }

    @Test
    void gradientsGoThroughTheQuantization() {
        Array gradient = grad((Array y) -> sum(qqmm(y, w, QqmmOptions.of(QuantizationMode.MXFP8))))
                .apply(x);
        Array expected = broadcastTo(sum(numbers(w, QuantizationMode.MXFP8), 0), 5, 64);
        assertArrayEquals(expected.toDoubleArray(), gradient.toDoubleArray(), 1e-4);
        FnN imported = ImportedForms.of(
                y -> List.of(sum(qqmm(y.getFirst(), w, QqmmOptions.of(QuantizationMode.MXFP8)))), List.of(x));
        assertArrayEquals(
                gradient.toDoubleArray(),
                grad((Array y) -> imported.apply(List.of(y)).getFirst())
                        .apply(x)
                        .toDoubleArray());
    }

    @Test
    void integersWithBiasesAreRefused() {
        QqmmOptions affine = QqmmOptions.of(QuantizationMode.AFFINE);
        assertThrows(IllegalArgumentException.class, () -> qqmm(x, w, affine));
        assertThrows(IllegalArgumentException.class, () -> qqmm(x, quantize(w)));
    }

    @Test
    void aGlobalScaleGoesWithTheQuantizedMatrix() {
        Array largestX = max(abs(x));
        Array largestW = max(abs(w));
        QuantizationOptions options = QuantizationOptions.of(QuantizationMode.NVFP4);
        Quantized packed = quantize(w, options, largestW);
        Array left = dequantize(quantize(x, options, largestX), DType.FLOAT32);
        Array right = dequantize(packed, DType.FLOAT32);
        assertTrue(allclose(w, right, 0.25, 0.2, false).itemBoolean());
        double[] expected = matmul(left, right.T()).toDoubleArray();
        QqmmOptions scaled = QqmmOptions.of(options).globalScaleX(largestX).globalScaleW(largestW);
        assertArrayEquals(expected, qqmm(x, w, scaled).toDoubleArray(), 1e-4);
        assertArrayEquals(expected, qqmm(x, packed, largestX).toDoubleArray(), 1e-4);
    }
}
