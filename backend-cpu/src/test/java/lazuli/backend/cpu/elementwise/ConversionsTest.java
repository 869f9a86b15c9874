package lazuli.backend.cpu.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.backend.cpu.elementwise.Elements.Pair;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram.Convert;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each dtype converts to each other one as C's casts do. */
class ConversionsTest {
    private static final long SEED = 13;
    private static final int LENGTH = 333;

    @TestFactory
    Stream<DynamicTest> convert() {
        List<DynamicTest> tests = new ArrayList<>();
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                tests.add(DynamicTest.dynamicTest(from + " to " + to, () -> check(from, to)));
            }
        }
        return tests.stream();
    }

    private static void check(DType from, DType to) {
        Tensor x = Elements.allocate(from, LENGTH);
        Elements.fill(x, new SplittableRandom(SEED), -100, 100, true);
        Tensor y = Programs.run(new Convert(0, to), x);
        for (int i = 0; i < LENGTH; i++) {
            Object value = Elements.read(x, i);
            Object expected = expected(value, to);
            if (expected != null) {
                assertEquals(Elements.round(to, expected), Elements.read(y, i), from + " " + value + " to " + to);
            }
        }
    }

    /** The value as a number of the kind of {@code to}; null where C leaves the result open. */
    private static Object expected(Object value, DType to) {
        if (value instanceof Pair pair && to != DType.COMPLEX64) {
            boolean nonzero = pair.real() != 0 || pair.imaginary() != 0;
            return to == DType.BOOL ? truth(nonzero) : expected((Object) pair.real(), to);
        }
        return switch (to.kind()) {
            case BOOLEAN -> value instanceof Double real ? truth(real != 0) : truth(((BigInteger) value).signum() != 0);
            case SIGNED, UNSIGNED -> value instanceof Double real ? truncated(real, to) : value;
            case FLOATING -> value instanceof BigInteger integer ? nearest(integer, to) : value;
            case COMPLEX ->
                switch (value) {
                    case BigInteger integer -> new Pair(integer.floatValue(), 0);
                    case Double real -> new Pair(real, 0);
                    default -> value;
                };
        };
    }

    private static BigInteger truth(boolean value) {
        return value ? BigInteger.ONE : BigInteger.ZERO;
    }

    /** Integers go to half floats by way of float32. */
    private static Double nearest(BigInteger integer, DType to) {
        return to == DType.FLOAT64 ? integer.doubleValue() : (Double) (double) integer.floatValue();
    }

    private static Object truncated(double value, DType to) {
        boolean unsigned64 = to == DType.UINT64;
        double limit = to.size() < 8 ? 0x1p31 : unsigned64 ? 0x1p64 : 0x1p63;
        boolean defined = Math.abs(value) < limit && !(unsigned64 && value <= -0x1p63);
        return defined ? new BigDecimal(value).toBigInteger() : null;
    }
}
