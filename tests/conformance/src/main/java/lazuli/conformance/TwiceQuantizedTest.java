package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.QuantizationMode;
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
        Quantized packed = quantize(array, mode.groupSize(), mode.bits(), mode);
        return dequantize(
                packed.packed(), packed.scales(), null, mode.groupSize(), mode.bits(), mode, null, array.dtype());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AFFINE")
    void areThoseOfTheNumbers(QuantizationMode mode) {
        double[] expected = matmul(numbers(x, mode), numbers(w, mode).T()).toDoubleArray();
        assertArrayEquals(expected, qqmm(x, w, null, mode).toDoubleArray(), 1e-4);
        Quantized packed = quantize(w, mode.groupSize(), mode.bits(), mode);
        assertArrayEquals(
                expected, qqmm(x, packed.packed(), packed.scales(), mode).toDoubleArray(), 1e-4);
        Array two = stack(List.of(w, negative(w)), 0);
        Array got = gatherQqmm(
                expandDims(x, 0), two, null, null, array(1), mode.groupSize(), mode.bits(), mode, null, null);
        assertArrayEquals(negative(array(expected)).toDoubleArray(), got.toDoubleArray(), 1e-4);
    }

    @Test
    void gradientsGoThroughTheQuantization() {
        Array gradient =
                grad((Array y) -> sum(qqmm(y, w, null, QuantizationMode.MXFP8))).apply(x);
        Array expected = broadcastTo(sum(numbers(w, QuantizationMode.MXFP8), 0), 5, 64);
        assertArrayEquals(expected.toDoubleArray(), gradient.toDoubleArray(), 1e-4);
        FnN imported =
                ImportedForms.of(y -> List.of(sum(qqmm(y.getFirst(), w, null, QuantizationMode.MXFP8))), List.of(x));
        assertArrayEquals(
                gradient.toDoubleArray(),
                grad((Array y) -> imported.apply(List.of(y)).getFirst())
                        .apply(x)
                        .toDoubleArray());
    }

    @Test
    void integersWithBiasesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> qqmm(x, w, null, QuantizationMode.AFFINE));
    }
}
