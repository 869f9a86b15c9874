package lazuli.core;

import static lazuli.core.Mx.*;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;
import lazuli.core.graph.Temporaries;
import lazuli.core.primitive.RandomBits;
import org.jspecify.annotations.Nullable;

/**
 * Random arrays, bit for bit MLX's: Threefry-2x32 by explicit keys, or by a global sequence of keys that {@link #seed} restarts. A call
 * without a key takes the next key of the sequence, which all threads share.
 */
public final class Random {
    /** 2 to the power of 32. */
    private static final double WORDS = 4294967296.0;

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static @Nullable Array state;

    private Random() {}

    /** A key for a seed: uint32 (2,). */
    public static Array key(long seed) {
        int[] words = {(int) (seed >>> 32), (int) seed};
        return array(MemorySegment.ofArray(words), DType.UINT32, Shape.of(2));
    }

    /** Restarts the global sequence. */
    public static void seed(long seed) {
        LOCK.lock();
        try {
            state = key(seed);
        } finally {
            LOCK.unlock();
        }
    }

    /** The global sequence's next key. */
    static Array nextKey() {
        LOCK.lock();
        try {
            return Temporaries.outside(() -> {
                Array pair = split(state == null ? key(System.nanoTime()) : state, 2);
                state = pair.at(0);
                return pair.at(1);
            });
        } finally {
            LOCK.unlock();
        }
    }

    /** {@code count} new keys from one: uint32 (count, 2). */
    public static Array split(Array key, int count) {
        return bits(Shape.of(count, 2), key);
    }

    /** Uniform 32-bit words. */
    public static Array bits(Shape shape, @Nullable Array key) {
        return Array.of(new RandomBits(shape), key == null ? nextKey() : key);
    }

    /**
     * Uniform numbers in {@code [low, high)}.
     *
     * @param dtype floating, not float64's full resolution: 32 random bits make each number
     */
    public static Array uniform(Number low, Number high, Shape shape, DType dtype, @Nullable Array key) {
        if (!dtype.isFloating()) {
            throw new DTypeException("uniform", "needs a floating dtype, not %s", dtype);
        }
        return Temporaries.result(() -> {
            Array unit = unit(shape, dtype, key);
            double range = high.doubleValue() - low.doubleValue();
            return add(multiply(unit, range), low.doubleValue());
        });
    }

    private static Array unit(Shape shape, DType dtype, @Nullable Array key) {
        Array scaled = divide(bits(shape, key).astype(DType.FLOAT32), WORDS);
        return minimum(scaled, largestBelowOne(dtype)).astype(dtype);
    }

    private static double largestBelowOne(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 0.99951171875;
            case BFLOAT16 -> 0.99609375;
            case FLOAT32, FLOAT64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, COMPLEX64 ->
                Math.nextDown(1f);
        };
    }

    /** Uniform float32 numbers in {@code [0, 1)}. */
    public static Array uniform(int... shape) {
        return uniform(0, 1, Shape.of(shape), DType.FLOAT32, null);
    }

    /** Uniform float32 numbers in {@code [low, high)}. */
    public static Array uniform(double low, double high, int... shape) {
        return uniform(low, high, Shape.of(shape), DType.FLOAT32, null);
    }

    /** Normally distributed numbers. */
    public static Array normal(Shape shape, DType dtype, double mean, double deviation, @Nullable Array key) {
        return Temporaries.result(() -> {
            Array unit = uniform(Math.nextUp(-1f), 1, shape, DType.FLOAT32, key);
            Array standard = multiply(erfinv(unit), (float) Math.sqrt(2)).astype(dtype);
            Array scaled = deviation == 1 ? standard : multiply(standard, deviation);
            return mean == 0 ? scaled : add(scaled, mean);
        });
    }

    /** Standard normally distributed float32 numbers. */
    public static Array normal(int... shape) {
        return normal(Shape.of(shape), DType.FLOAT32, 0, 1, null);
    }

    /** True with probability {@code p}. */
    public static Array bernoulli(double p, Shape shape, @Nullable Array key) {
        return Temporaries.result(() -> {
            float bound = (float) p * Math.nextUp((float) WORDS);
            return less(bits(shape, key).astype(DType.FLOAT32), bound);
        });
    }

    /** Integers in {@code [low, high)}, as int32. */
    public static Array randint(int low, int high, Shape shape, @Nullable Array key) {
        return Temporaries.result(() -> {
            Array real = uniform(low, high, shape, DType.FLOAT32, key);
            return clip(floor(real).astype(DType.INT32), low, high - 1);
        });
    }

    /** The numbers {@code 0 .. count - 1} in random order, as uint32. */
    public static Array permutation(int count, @Nullable Array key) {
        return argsort(bits(Shape.of(count), key), 0);
    }
}
