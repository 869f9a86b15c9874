package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.PrintOptions;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays are printed as options say; the defaults are MLX's. */
class PrintingTest {
    private static final PrintOptions DEFAULTS = PrintOptions.DEFAULTS;

    // spotless:off
    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(DEFAULTS, 1.23456789, "1.23457"),
                Arguments.of(DEFAULTS, 1e-7, "1e-07"),
                Arguments.of(DEFAULTS, 1234567.0, "1.23457e+06"),
                Arguments.of(DEFAULTS, -0.0, "-0"),
                Arguments.of(DEFAULTS, Double.NaN, "nan"),
                Arguments.of(DEFAULTS, Double.NEGATIVE_INFINITY, "-inf"),
                Arguments.of(DEFAULTS.precision(3), 1.23456789, "1.235"),
                Arguments.of(DEFAULTS.precision(3), 1.0, "1.000"),
                Arguments.of(DEFAULTS.precision(0), 2.5, "2"),
                Arguments.of(DEFAULTS.precision(2), 1e-7, "0.00"),
                Arguments.of(DEFAULTS.precision(2), -1e-7, "-0.00"),
                Arguments.of(DEFAULTS.precision(1), 1e10, "10000000000.0"),
                Arguments.of(DEFAULTS.precision(2), Double.POSITIVE_INFINITY, "inf"),
                Arguments.of(DEFAULTS.precision(20), 0.5, "0.50000000000000000000"),
                Arguments.of(DEFAULTS.suppressSmall(true), 1e-7, "0"),
                Arguments.of(DEFAULTS.suppressSmall(true), -1e-7, "-0"),
                Arguments.of(DEFAULTS.suppressSmall(true), 1234567.25, "1234567.25"),
                Arguments.of(DEFAULTS.suppressSmall(true), 0.25, "0.25"),
                Arguments.of(DEFAULTS.suppressSmall(true), 1e12, "1000000000000"),
                Arguments.of(DEFAULTS.suppressSmall(true).precision(2), 1e-7, "0.00"));
    }
    // spotless:on

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersAreRoundedAsOptionsSay(PrintOptions options, double value, String expected) {
        Array scalar = full(Shape.SCALAR, value, DType.FLOAT64);
        assertEquals("array(" + expected + ", dtype=float64)", scalar.toString(options));
    }

    @Test
    void everyFloatingDtypeHasAPrecision() {
        for (DType dtype : new DType[] {DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64}) {
            assertEquals(
                    "array([1.50, -2.25], dtype=" + dtype + ")",
                    asarray(new double[] {1.5, -2.25}).astype(dtype).toString(DEFAULTS.precision(2)));
        }
        assertEquals(
                "array(1.0-2.5j, dtype=complex64)",
                Mx.array(Complex.of(1, -2.5)).toString(DEFAULTS.precision(1)));
        assertEquals("array([1, 2], dtype=int32)", arange(1, 3).toString(DEFAULTS.precision(2)));
    }

    @Test
    void longAxesAreShortened() {
        assertEquals("array([0, 1, 2, 3, 4, 5], dtype=int32)", arange(6).toString(DEFAULTS));
        assertEquals("array([0, 1, 2, ..., 4, 5, 6], dtype=int32)", arange(7).toString(DEFAULTS));
        assertEquals("array([0, ..., 6], dtype=int32)", arange(7).toString(DEFAULTS.edgeItems(1)));
        assertEquals("array([...], dtype=int32)", arange(7).toString(DEFAULTS.edgeItems(0)));
        for (int edge : new int[] {7, 1 << 30, Integer.MAX_VALUE}) {
            assertEquals("array([0, 1, 2, 3, 4, 5, 6], dtype=int32)", arange(7).toString(DEFAULTS.edgeItems(edge)));
        }
        assertEquals("array([0, 1, 2, 3, 4, 5, 6], dtype=int32)", arange(7).toString(DEFAULTS.threshold(7)));
        assertEquals("array([0, 1, 2, ..., 5, 6, 7], dtype=int32)", arange(8).toString(DEFAULTS.threshold(7)));
        assertEquals("""
            array([[0, ..., 4],
                   ...,
                   [15, ..., 19]], dtype=int32)\
            """, arange(20).reshape(4, 5).toString(DEFAULTS.edgeItems(1)));
    }

    @Test
    void emptyArraysAreShortenedByTheirLengthsAlone() {
        assertEquals("array([], dtype=float32)", zeros(0).toString(DEFAULTS));
        assertEquals("array([], dtype=float32)", zeros(0, 9).toString(DEFAULTS));
        assertEquals("""
            array([[],
                   [],
                   []], dtype=float32)\
            """, zeros(3, 0).toString(DEFAULTS));
        assertEquals(5, zeros(5, 0).toString(DEFAULTS.threshold(5)).lines().count());
        assertEquals(7, zeros(9, 0).toString(DEFAULTS.threshold(5)).lines().count());
    }

    @Test
    void onlyWhatIsPrintedIsRead() {
        Array large = broadcastTo(arange(2).reshape(2, 1), 2, Integer.MAX_VALUE);
        assertTrue(large.toString(DEFAULTS).contains("[1, 1, 1, ..., 1, 1, 1]"));
    }

    @Test
    void optionsHoldEverywhereOrOnAThreadForAWhile() throws InterruptedException {
        Array x = Mx.array(new float[] {0.125f, 1}, Shape.of(2));
        assertEquals(DEFAULTS, printOptions());
        String plain = x.toString();
        PrintOptions former = setPrintOptions(DEFAULTS.precision(1));
        try {
            assertEquals(DEFAULTS, former);
            assertEquals("array([0.1, 1.0], dtype=float32)", x.toString());
            String[] elsewhere = new String[1];
            try (PrintOptions.Scope _ = printOptions(DEFAULTS.precision(2))) {
                assertEquals("array([0.12, 1.00], dtype=float32)", x.toString());
                try (PrintOptions.Scope _ = printOptions(DEFAULTS)) {
                    assertEquals(plain, x.toString());
                }
                assertEquals(2, printOptions().precision());
                Thread other = new Thread(() -> elsewhere[0] = x.toString());
                other.start();
                other.join();
            }
            assertEquals("array([0.1, 1.0], dtype=float32)", elsewhere[0]);
            assertEquals("array([0.1, 1.0], dtype=float32)", x.toString());
        } finally {
            setPrintOptions(former);
        }
        assertEquals(plain, x.toString());
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.precision(-2));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.threshold(-1));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.edgeItems(-1));
    }
}
