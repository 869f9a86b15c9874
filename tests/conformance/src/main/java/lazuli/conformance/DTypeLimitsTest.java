package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Finfo;
import lazuli.core.Iinfo;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

/** What dtypes hold, against constants and against what arrays do. */
class DTypeLimitsTest {
    @Test
    void floatingLimitsAreThoseOfTheFormats() {
        assertEquals(new Finfo(DType.FLOAT16, 16, -65504, 65504, 0x1p-10, 0x1p-14, 0x1p-24), finfo(DType.FLOAT16));
        assertEquals(
                new Finfo(DType.BFLOAT16, 16, -0x1.fep127, 0x1.fep127, 0x1p-7, 0x1p-126, 0x1p-133),
                finfo(DType.BFLOAT16));
        Finfo single = new Finfo(
                DType.FLOAT32, 32, -Float.MAX_VALUE, Float.MAX_VALUE, Math.ulp(1f), Float.MIN_NORMAL, Float.MIN_VALUE);
        assertEquals(single, finfo(DType.FLOAT32));
        assertEquals(single, finfo(DType.COMPLEX64));
        assertEquals(
                new Finfo(
                        DType.FLOAT64,
                        64,
                        -Double.MAX_VALUE,
                        Double.MAX_VALUE,
                        Math.ulp(1.0),
                        Double.MIN_NORMAL,
                        Double.MIN_VALUE),
                finfo(DType.FLOAT64));
    }

    @Test
    void floatingLimitsAreThoseOfArrays() {
        for (DType dtype : DType.values()) {
            if (dtype.isFloating()) {
                Finfo info = finfo(dtype);
                assertEquals(info.max(), held(info.max(), dtype), dtype + " holds its maximum");
                assertEquals(Double.POSITIVE_INFINITY, held(info.max(), dtype, 1 + 2 * info.eps()), dtype + " no more");
                assertEquals(1 + info.eps(), held(1 + info.eps(), dtype), dtype + " holds 1 + eps");
                assertEquals(1, held(1 + info.eps() / 4, dtype), dtype + " no less");
                assertEquals(info.smallestNormal(), held(info.smallestNormal(), dtype), dtype + " smallest normal");
                assertEquals(info.smallestSubnormal(), held(info.smallestSubnormal(), dtype), dtype + " smallest");
            }
        }
    }

    private static double held(double value, DType dtype) {
        return full(Shape.SCALAR, value, dtype).itemDouble();
    }

    private static double held(double value, DType dtype, double factor) {
        return full(Shape.SCALAR, value, dtype).multiply(factor).itemDouble();
    }

    @Test
    void integerLimitsAreThoseOfArrays() {
        assertEquals(new Iinfo(DType.INT8, 8, -128, 127), iinfo(DType.INT8));
        assertEquals(new Iinfo(DType.INT32, 32, Integer.MIN_VALUE, Integer.MAX_VALUE), iinfo(DType.INT32));
        assertEquals(new Iinfo(DType.INT64, 64, Long.MIN_VALUE, Long.MAX_VALUE), iinfo(DType.INT64));
        assertEquals(new Iinfo(DType.UINT16, 16, 0, 65535), iinfo(DType.UINT16));
        assertEquals(
                BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
                iinfo(DType.UINT64).exactMax());
        assertEquals(
                "Iinfo[dtype=uint64, bits=64, min=0, max=18446744073709551615]",
                iinfo(DType.UINT64).toString());
        Array[] one = {ones(Shape.of(1), DType.INT64)};
        Arrays.stream(DType.values()).filter(DType::isInteger).forEach(dtype -> {
            Iinfo info = iinfo(dtype);
            Array most = one[0].multiply(info.max()).astype(dtype);
            assertEquals(info.max(), most.toLongArray()[0], dtype + " holds its maximum");
            assertEquals(info.min(), most.add(one[0].astype(dtype)).toLongArray()[0], dtype + " wraps there");
        });
    }

    @Test
    void otherDtypesAreRefusedByName() {
        for (DType dtype : DType.values()) {
            if (!dtype.isDifferentiable()) {
                DTypeException refused = assertThrows(DTypeException.class, () -> finfo(dtype));
                assertEquals("[finfo] needs a floating or complex dtype, not " + dtype, refused.getMessage());
            }
            if (!dtype.isInteger()) {
                DTypeException refused = assertThrows(DTypeException.class, () -> iinfo(dtype));
                assertEquals("[iinfo] needs an integer dtype, not " + dtype, refused.getMessage());
            }
        }
    }
}
