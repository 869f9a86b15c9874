package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quotients of integers are rounded down, as Python's and NumPy's are, so that quotient times divisor plus remainder is the dividend. */
class IntegerDivisionTest {
    private static List<BigInteger> values(DType dtype) {
        int bits = 8 * dtype.size();
        boolean signed = dtype.kind() == DType.Kind.SIGNED;
        BigInteger least = signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most = BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
        TreeSet<BigInteger> values = new TreeSet<>();
        for (int i = 0; i <= 9; i++) {
            BigInteger near = BigInteger.valueOf(i);
            values.add(near);
            values.add(signed ? near.negate() : near);
            values.add(least.add(near));
            values.add(most.subtract(near));
        }
        return List.copyOf(values);
    }

    private static Array array(List<BigInteger> values, DType dtype) {
        long[] longs = values.stream().mapToLong(BigInteger::longValue).toArray();
        return Mx.array(longs, Shape.of(longs.length)).astype(dtype);
    }

    /** What is left of a number in the dtype's bits. */
    private static long wrapped(BigInteger value, DType dtype) {
        return array(List.of(value), dtype).toLongArray()[0];
    }

    private static BigInteger floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() * b.signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64"})
    void quotientsAreRoundedDownAndCompletedByRemainders(DType dtype) {
        List<BigInteger> dividends = new ArrayList<>();
        List<BigInteger> divisors = new ArrayList<>();
        for (BigInteger a : values(dtype)) {
            for (BigInteger b : values(dtype)) {
                dividends.add(a);
                divisors.add(b);
            }
        }
        Array a = array(dividends, dtype);
        Array b = array(divisors, dtype);
        long[] quotients = floorDivide(a, b).toLongArray();
        long[] remainders = remainder(a, b).toLongArray();
        List<Array> both = divmod(a, b);
        List<Array> compiled = compileN(x -> List.of(floorDivide(x.get(0), x.get(1)), remainder(x.get(0), x.get(1))))
                .apply(List.of(a, b));
        for (int i = 0; i < quotients.length; i++) {
            BigInteger x = dividends.get(i);
            BigInteger y = divisors.get(i);
            boolean isZero = y.signum() == 0;
            BigInteger quotient = isZero ? BigInteger.ZERO : floor(x, y);
            BigInteger rest = isZero ? BigInteger.ZERO : x.subtract(quotient.multiply(y));
            assertEquals(wrapped(quotient, dtype), quotients[i], x + " // " + y);
            assertEquals(wrapped(rest, dtype), remainders[i], x + " % " + y);
        }
        for (List<Array> other : List.of(both, compiled)) {
            assertEquals(floorDivide(a, b).toList(), other.get(0).toList());
            assertEquals(remainder(a, b).toList(), other.get(1).toList());
        }
    }
}
