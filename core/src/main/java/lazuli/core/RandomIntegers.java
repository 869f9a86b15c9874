package lazuli.core;

import static lazuli.core.Mx.*;

import lazuli.core.graph.TraceScope;
import lazuli.core.transform.RandomSequence;
import org.jspecify.annotations.Nullable;

/**
 * Uniform integers. Small ranges are drawn in MLX's way, by scaling float32 numbers; it misses most integers of ranges of more than 2^24. Those
 * are drawn by the high half of the 128-bit product of the range's length and 64 random bits (Lemire, "Fast Random Integer Generation in an
 * Interval", 2019, without rejection): the probability of any part of the range is right to 2^-64.
 */
final class RandomIntegers {
    /** Up to it float32 holds every integer. */
    private static final long FLOAT_EXACT = 1L << 24;

    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private RandomIntegers() {}

    /** Between numbers; {@code low} alone if there are none between them. */
    static Array between(long low, long high, Shape shape, DType dtype, @Nullable Array key) {
        Array first = array(low);
        Array end = array(high);
        return TraceScope.result(() -> {
            boolean isSmall = low >= high || (low >= -FLOAT_EXACT && high <= FLOAT_EXACT && high - low <= FLOAT_EXACT);
            return isSmall
                    ? scaled(first, end, shape, key).astype(dtype)
                    : multiplied(first, end, shape, key).astype(dtype);
        });
    }

    /** Between the elements of arrays, each in the way that its range needs. */
    static Array between(Array low, Array high, Shape shape, DType dtype, @Nullable Array key) {
        Array own = key == null ? RandomSequence.GLOBAL.nextKey() : key;
        return TraceScope.result(() -> {
            Array small = scaled(low, high, shape, own).astype(dtype);
            if (isSmall(low.dtype()) && isSmall(high.dtype())) {
                return small;
            }
            Array isSmall = logicalAnd(
                    logicalAnd(isAtMost(low, FLOAT_EXACT), isAtMost(high, FLOAT_EXACT)),
                    lessEqual(subtract(high.astype(DType.INT64), low.astype(DType.INT64)), FLOAT_EXACT));
            return where(isSmall, small, multiplied(low, high, shape, own).astype(dtype));
        });
    }

    /** Whether ranges of numbers of this dtype are drawn in MLX's way, whatever they are. */
    private static boolean isSmall(DType dtype) {
        return dtype.isDifferentiable() || dtype.size() <= Short.BYTES;
    }

    /** Whether the absolute value is no more than a bound, which a narrow dtype need not hold. */
    private static Array isAtMost(Array x, long bound) {
        if (x.dtype() == DType.UINT64) {
            return lessEqual(x, array(bound, DType.UINT64));
        }
        Array wide = x.astype(DType.INT64);
        return logicalAnd(lessEqual(wide, bound), greaterEqual(wide, -bound));
    }

    private static Array scaled(Array low, Array high, Shape shape, @Nullable Array key) {
        Array real = Random.uniform(low, high, shape, DType.FLOAT32, key);
        Array first = low.astype(DType.INT64);
        Array last = where(isLess(low, high), subtract(high.astype(DType.INT64), 1), first);
        return minimum(maximum(floor(real).astype(DType.INT64), first), last);
    }

    private static Array multiplied(Array low, Array high, Shape shape, @Nullable Array key) {
        Array first = low.astype(DType.UINT64);
        Array count = subtract(high.astype(DType.UINT64), first); // modulo 2^64, so right for signed ones too
        Array words = Random.bits(shape.insert(shape.rank(), 2), key).astype(DType.UINT64);
        Array offset = highProduct(take(words, 0, -1), take(words, 1, -1), count);
        return where(isLess(low, high), add(first, offset), first);
    }

    /** The upper 64 bits of the product of {@code x = 2^32 high + low} and {@code y}, by halves as in long multiplication. */
    private static Array highProduct(Array high, Array low, Array y) {
        Array yHigh = rightShift(y, 32);
        Array yLow = bitwiseAnd(y, LOW_HALF);
        Array carry = rightShift(multiply(low, yLow), 32);
        Array middle = add(multiply(high, yLow), carry);
        Array otherMiddle = add(multiply(low, yHigh), bitwiseAnd(middle, LOW_HALF));
        return add(multiply(high, yHigh), add(rightShift(middle, 32), rightShift(otherMiddle, 32)));
    }

    /** {@code a < b} as numbers, also where one is uint64 and the other signed. */
    private static Array isLess(Array a, Array b) {
        boolean isUnsigned = a.dtype() == DType.UINT64;
        if (isUnsigned == (b.dtype() == DType.UINT64)
                || a.dtype().isDifferentiable()
                || b.dtype().isDifferentiable()) {
            return less(a, b);
        }
        return isUnsigned
                ? logicalAnd(greaterEqual(b, 0), less(a, b.astype(DType.UINT64)))
                : logicalOr(less(a, 0), less(a.astype(DType.UINT64), b));
    }
}
