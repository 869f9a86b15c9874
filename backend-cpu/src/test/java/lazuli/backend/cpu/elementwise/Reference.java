package lazuli.backend.cpu.elementwise;

import java.math.BigInteger;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** What the functions are, written down once more, slowly: on doubles, on big integers. Null where a dtype lacks a function. */
final class Reference {
    private Reference() {}

    static @Nullable Object unary(UnaryFunction function, DType dtype, Object x) {
        return switch (dtype.kind()) {
            case BOOLEAN, SIGNED, UNSIGNED -> integer(function, dtype, (BigInteger) x);
            case FLOATING -> real(function, (double) x);
            case COMPLEX -> null;
        };
    }

    static @Nullable Object binary(BinaryFunction function, DType dtype, Object x, Object y) {
        return switch (dtype.kind()) {
            case BOOLEAN, SIGNED, UNSIGNED -> integer(function, dtype, (BigInteger) x, (BigInteger) y);
            case FLOATING -> real(function, dtype, (double) x, (double) y);
            case COMPLEX -> null;
        };
    }

    private static BigInteger truth(boolean value) {
        return value ? BigInteger.ONE : BigInteger.ZERO;
    }

    private static @Nullable Object integer(UnaryFunction function, DType dtype, BigInteger x) {
        return switch (function) {
            case ABS -> x.abs();
            case NEGATIVE -> dtype == DType.BOOL ? null : x.negate();
            case SIGN -> BigInteger.valueOf(x.signum());
            case SQUARE -> x.multiply(x);
            case FLOOR, CEIL, ROUND, REAL, CONJUGATE -> x;
            case IMAG -> BigInteger.ZERO;
            case LOGICAL_NOT -> truth(x.signum() == 0);
            case BITWISE_INVERT -> dtype == DType.BOOL ? truth(x.signum() == 0) : x.not();
            case SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV -> null;
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH -> null;
        };
    }

    private static Object real(UnaryFunction function, double x) {
        return switch (function) {
            case ABS -> Math.abs(x);
            case REAL, CONJUGATE -> x;
            case IMAG -> 0.0;
            case NEGATIVE -> -x;
            case SIGN -> Double.isNaN(x) ? 0.0 : Math.signum(x);
            case SQUARE -> x * x;
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case LOG -> StrictMath.log(x);
            case LOG2 -> StrictMath.log(x) / StrictMath.log(2);
            case LOG10 -> StrictMath.log10(x);
            case LOG1P -> StrictMath.log1p(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case TAN -> StrictMath.tan(x);
            case ARCSIN -> StrictMath.asin(x);
            case ARCCOS -> StrictMath.acos(x);
            case ARCTAN -> StrictMath.atan(x);
            case SINH -> StrictMath.sinh(x);
            case COSH -> StrictMath.cosh(x);
            case TANH -> StrictMath.tanh(x);
            case ARCSINH -> Math.copySign(arcsinh(Math.abs(x)), x);
            case ARCCOSH -> x > 1e10 ? StrictMath.log(x) + StrictMath.log(2) : StrictMath.log(x + Math.sqrt(x * x - 1));
            case ARCTANH -> (StrictMath.log1p(x) - StrictMath.log1p(-x)) / 2;
            case SIGMOID -> x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
            case ERF -> erf(x);
            case ERFINV -> erfinv(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
            case LOGICAL_NOT -> truth(x == 0);
            case BITWISE_INVERT -> Double.NaN;
        };
    }

    private static double arcsinh(double x) {
        if (x < 0.4) {
            double term = x;
            double sum = 0;
            for (int n = 1; n < 40; n++) {
                sum += term / (2 * n - 1);
                term *= -x * x * (2 * n - 1) / (2 * n);
            }
            return sum;
        }
        return x > 1e10 ? StrictMath.log(x) + StrictMath.log(2) : StrictMath.log(x + Math.sqrt(x * x + 1));
    }

    /** By the series of positive terms, or beyond 4 by the continued fraction. */
    private static double erf(double x) {
        double magnitude = Math.abs(x);
        if (Double.isNaN(x) || magnitude > 6) {
            return Math.signum(x);
        }
        if (magnitude > 4) {
            double fraction = magnitude;
            for (int n = 60; n > 0; n--) {
                fraction = magnitude + n / 2.0 / fraction;
            }
            return Math.copySign(1 - StrictMath.exp(-x * x) / fraction / Math.sqrt(Math.PI), x);
        }
        double term = magnitude;
        double sum = term;
        for (int n = 1; n < 200; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return Math.copySign(2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum, x);
    }

    /** By bisection. */
    private static double erfinv(double x) {
        if (!(Math.abs(x) < 1)) {
            return Math.abs(x) == 1 ? x * Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (Math.abs(x) < 1e-5) {
            return x * Math.sqrt(Math.PI) / 2 * (1 + Math.PI * x * x / 12);
        }
        double low = 0;
        double high = 6;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (erf(middle) < Math.abs(x)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.copySign(low, x);
    }

    private static @Nullable Object integer(BinaryFunction function, DType dtype, BigInteger x, BigInteger y) {
        boolean bool = dtype == DType.BOOL;
        int width = bool ? 1 : dtype.size() * Byte.SIZE;
        return switch (function) {
            case ADD -> x.add(y);
            case SUBTRACT -> bool ? x.xor(y) : x.subtract(y);
            case MULTIPLY -> x.multiply(y);
            case REMAINDER -> y.signum() == 0 ? BigInteger.ZERO : x.subtract(y.multiply(floor(x, y)));
            case FLOOR_DIVIDE -> y.signum() == 0 ? BigInteger.ZERO : floor(x, y);
            case POWER -> y.signum() < 0 ? BigInteger.ZERO : x.modPow(y, BigInteger.ONE.shiftLeft(64));
            case MAXIMUM -> x.max(y);
            case MINIMUM -> x.min(y);
            case EQUAL -> truth(x.equals(y));
            case NOT_EQUAL -> truth(!x.equals(y));
            case LESS -> truth(x.compareTo(y) < 0);
            case LESS_EQUAL -> truth(x.compareTo(y) <= 0);
            case GREATER -> truth(x.compareTo(y) > 0);
            case GREATER_EQUAL -> truth(x.compareTo(y) >= 0);
            case LOGICAL_AND -> truth(x.signum() != 0 && y.signum() != 0);
            case LOGICAL_OR -> truth(x.signum() != 0 || y.signum() != 0);
            case BITWISE_AND -> x.and(y);
            case BITWISE_OR -> x.or(y);
            case BITWISE_XOR -> x.xor(y);
            case LEFT_SHIFT -> bool ? null : isWithin(y, width) ? x.shiftLeft(y.intValue()) : BigInteger.ZERO;
            case RIGHT_SHIFT ->
                bool
                        ? null
                        : isWithin(y, width) ? x.shiftRight(y.intValue()) : BigInteger.valueOf(x.signum() < 0 ? -1 : 0);
            case DIVIDE, LOG_ADD_EXP, ARCTAN2 -> null;
        };
    }

    private static boolean isWithin(BigInteger shift, int width) {
        return shift.signum() >= 0 && shift.compareTo(BigInteger.valueOf(width)) < 0;
    }

    private static BigInteger floor(BigInteger x, BigInteger y) {
        BigInteger[] parts = x.divideAndRemainder(y);
        return parts[1].signum() != 0 && parts[1].signum() != y.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static @Nullable Object real(BinaryFunction function, DType dtype, double x, double y) {
        return switch (function) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case REMAINDER -> {
                double rest = x % y;
                yield rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
            }
            case FLOOR_DIVIDE -> Math.floor(dtype == DType.FLOAT64 ? x / y : (float) (x / y));
            case POWER -> x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
            case MAXIMUM -> Math.max(x, y);
            case MINIMUM -> Math.min(x, y);
            case LOG_ADD_EXP -> {
                double larger = Math.max(x, y);
                yield Double.isInfinite(larger)
                        ? larger
                        : larger + StrictMath.log1p(StrictMath.exp(Math.min(x, y) - larger));
            }
            case ARCTAN2 -> StrictMath.atan2(x, y);
            case EQUAL -> truth(x == y);
            case NOT_EQUAL -> truth(x != y);
            case LESS -> truth(x < y);
            case LESS_EQUAL -> truth(x <= y);
            case GREATER -> truth(x > y);
            case GREATER_EQUAL -> truth(x >= y);
            case LOGICAL_AND -> truth(x != 0 && y != 0);
            case LOGICAL_OR -> truth(x != 0 || y != 0);
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, LEFT_SHIFT, RIGHT_SHIFT -> null;
        };
    }
}
