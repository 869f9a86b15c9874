package lazuli.core;

import static lazuli.core.Mx.*;

import java.lang.foreign.MemorySegment;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.operation.Scalars;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.creation.RandomBits;
import lazuli.core.transform.RandomSequence;
import org.jspecify.annotations.Nullable;

/**
 * Random arrays, bit for bit MLX's: Threefry-2x32 by explicit keys, or by a global sequence of keys that {@link #seed} restarts. A call
 * without a key takes the next key of the sequence, which all threads share.
 */
public final class Random {
    /** 2 to the power of 32. */
    private static final double WORDS = 4294967296.0;

    private Random() {}

    /** A key for a seed: uint32 (2,). */
    public static Array key(long seed) {
        return RandomSequence.key(seed);
    }

    /** Restarts the global sequence. */
    public static void seed(long seed) {
        RandomSequence.GLOBAL.seed(seed);
    }

    /** The global sequence as a state: given to compile, each call of the compiled function takes new keys. */
    public static State state() {
        return RandomSequence.GLOBAL;
    }

    /** {@code count} new keys from one: uint32 (count, 2). */
    public static Array split(Array key, int count) {
        Required.argument("split", "key", key);
        return RandomSequence.split(key, count);
    }

    /** Uniform 32-bit words. */
    public static Array bits(Shape shape, @Nullable Array key) {
        Required.argument("bits", "shape", shape);
        return Nodes.of(new RandomBits(shape), key == null ? RandomSequence.GLOBAL.nextKey() : key);
    }

    /**
     * Uniform words of a width, bit for bit those of MLX, which has none of 8 bytes: the bytes of 32-bit words one after the other, the lowest
     * first.
     *
     * @param width bytes of a word: 1, 2, 4 or 8, for uint8, uint16, uint32 or uint64
     * @throws IllegalArgumentException if it is another
     */
    public static Array bits(Shape shape, int width, @Nullable Array key) {
        Required.argument("bits", "shape", shape);
        DType dtype = switch (width) {
            case 1 -> DType.UINT8;
            case 2 -> DType.UINT16;
            case 4 -> DType.UINT32;
            case 8 -> DType.UINT64;
            default -> throw new IllegalArgumentException("[bits] words have 1, 2, 4 or 8 bytes, not " + width);
        };
        if (dtype == DType.UINT32) {
            return bits(shape, key);
        }
        int count = Shape.axisLength("bits", shape.size());
        int words = Shape.axisLength("bits", Math.ceilDiv((long) count * width, Integer.BYTES));
        return TraceScope.result(
                () -> bits(Shape.of(words), key).view(dtype).at(Slice.to(count)).reshape(shape.toArray()));
    }

    /** Uniform 32-bit words with the next key of the global sequence. */
    public static Array bits(int... shape) {
        Required.argument("bits", "shape", shape);
        return bits(Shape.of(shape), null);
    }

    /**
     * Uniform numbers in {@code [low, high)}.
     *
     * @param low any shape that broadcasts to {@code shape}
     * @param high likewise
     * @param dtype floating, not float64's full resolution: 32 random bits make each number
     */
    public static Array uniform(Array low, Array high, Shape shape, DType dtype, @Nullable Array key) {
        Required.argument("uniform", "low", low);
        Required.argument("uniform", "high", high);
        Required.argument("uniform", "shape", shape);
        Required.argument("uniform", "dtype", dtype);
        requireFloating("uniform", dtype);
        requireBroadcast("uniform", shape, low, high);
        return TraceScope.result(() -> {
            DType wide = HalfPrecision.wide(dtype);
            Array first = low.astype(wide);
            Array scaled = multiply(subtract(high.astype(wide), first), unit(shape, dtype, key));
            return add(scaled, first).astype(dtype);
        });
    }

    /** Uniform numbers in {@code [low, high)}. */
    public static Array uniform(Number low, Number high, Shape shape, DType dtype, @Nullable Array key) {
        Required.argument("uniform", "low", low);
        Required.argument("uniform", "high", high);
        Required.argument("uniform", "shape", shape);
        Required.argument("uniform", "dtype", dtype);
        requireFloating("uniform", dtype);
        DType wide = HalfPrecision.wide(dtype);
        return uniform(number(low, wide), number(high, wide), shape, dtype, key);
    }

    private static void requireFloating(String operation, DType dtype) {
        if (!dtype.isFloating()) {
            throw new DTypeException(operation, "needs a floating dtype, not %s", dtype);
        }
    }

    private static void requireExact(String operation, DType dtype) {
        if (dtype.isDifferentiable()) {
            throw new DTypeException(operation, "needs an integer dtype, not %s", dtype);
        }
    }

    private static void requireBroadcast(String operation, Shape shape, Array... arguments) {
        for (Array argument : arguments) {
            if (!Shape.broadcast(operation, shape, argument.shape()).equals(shape)) {
                throw new ShapeException(operation, "an argument of shape %s for shape %s", argument.shape(), shape);
            }
        }
    }

    private static Array number(Number value, DType dtype) {
        return full(Shape.SCALAR, value, dtype);
    }

    private static Array unit(Shape shape, DType dtype, @Nullable Array key) {
        Array scaled = divide(bits(shape, key).astype(DType.FLOAT32), WORDS);
        return minimum(scaled, largestBelowOne(dtype)).astype(HalfPrecision.wide(dtype));
    }

    private static double largestBelowOne(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 0.99951171875;
            case BFLOAT16 -> 0.99609375;
            case FLOAT32, FLOAT64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, COMPLEX64 ->
                Math.nextDown(1f);
        };
    }

    /**
     * Uniform numbers, each in {@code [0, 1)}, by the next key of the global sequence.
     *
     * {@snippet :
     * Random.seed(7);
     * Array x = Random.uniform(2, 3);
     * IO.println(x.shape());               // prints: (2, 3)
     * IO.println(all(x.less(1)));          // prints: array(True, dtype=bool)
     * }
     *
     * <p>Gradient: none, the numbers are constants. {@link #uniform(Array, Array, Shape, DType, Array)} has one by its bounds.
     *
     * @param shape the length of each axis; none makes a scalar
     * @return of this shape; float32
     * @throws ShapeException if a length is negative
     */
    public static Array uniform(int... shape) {
        Required.argument("uniform", "shape", shape);
        return uniform(0, 1, Shape.of(shape), DType.FLOAT32, null);
    }

    /** Uniform float32 numbers in {@code [0, 1)}. */
    public static Array uniform(Shape shape) {
        return uniform(shape, null);
    }

    /** Uniform float32 numbers in {@code [0, 1)}, from a key or, if that is null, the global state. */
    public static Array uniform(Shape shape, @Nullable Array key) {
        Required.argument("uniform", "shape", shape);
        return uniform(0, 1, shape, DType.FLOAT32, key);
    }

    /** Uniform float32 numbers in {@code [low, high)}. */
    public static Array uniform(double low, double high, Shape shape) {
        return uniform(low, high, shape, DType.FLOAT32, null);
    }

    /**
     * Normally distributed numbers.
     *
     * @param mean any shape that broadcasts to {@code shape}, or null for 0
     * @param deviation likewise, or null for 1
     * @param dtype floating, or complex64: then the two parts have half the variance each
     */
    public static Array normal(
            Shape shape, DType dtype, @Nullable Array mean, @Nullable Array deviation, @Nullable Array key) {
        Required.argument("normal", "shape", shape);
        Required.argument("normal", "dtype", dtype);
        return TraceScope.result(() -> {
            DType wide = HalfPrecision.wide(dtype);
            Array standard = dtype == DType.COMPLEX64 ? complexNormal(shape, key) : realNormal(shape, wide, key);
            Array scaled = deviation == null ? standard : multiply(standard, deviation.astype(wide));
            Array result = (mean == null ? scaled : add(scaled, mean.astype(wide))).astype(dtype);
            requireBroadcast("normal", shape, result);
            return result;
        });
    }

    private static Array realNormal(Shape shape, DType dtype, @Nullable Array key) {
        requireFloating("normal", dtype);
        return multiply(erfinv(symmetric(shape, key)).astype(dtype), Math.sqrt(2));
    }

    /** Uniform float32 numbers in {@code (-1, 1)}. */
    private static Array symmetric(Shape shape, @Nullable Array key) {
        return uniform(Math.nextUp(-1f), 1, shape, DType.FLOAT32, key);
    }

    private static Array complexNormal(Shape shape, @Nullable Array key) {
        Array parts = erfinv(symmetric(shape.insert(shape.rank(), 2), key));
        Array imaginaryUnit = array(MemorySegment.ofArray(new float[] {0, 1}), DType.COMPLEX64, Shape.SCALAR);
        return add(take(parts, 0, -1).astype(DType.COMPLEX64), multiply(take(parts, 1, -1), imaginaryUnit));
    }

    /** Normally distributed numbers. */
    public static Array normal(Shape shape, DType dtype, double mean, double deviation, @Nullable Array key) {
        Required.argument("normal", "shape", shape);
        Required.argument("normal", "dtype", dtype);
        DType real = dtype == DType.COMPLEX64 ? DType.FLOAT32 : HalfPrecision.wide(dtype);
        return normal(
                shape,
                dtype,
                mean == 0 ? null : number(mean, real),
                deviation == 1 ? null : number(deviation, real),
                key);
    }

    /**
     * Numbers of the standard normal distribution, by the next key of the global sequence.
     *
     * {@snippet :
     * Random.seed(7);
     * IO.println(Random.normal(2, 3).shape());       // prints: (2, 3)
     * }
     *
     * <p>Gradient: none, the numbers are constants. {@link #normal(Shape, DType, Array, Array, Array)} has one by mean and deviation.
     *
     * @param shape the length of each axis; none makes a scalar
     * @return of this shape; float32
     * @throws ShapeException if a length is negative
     */
    public static Array normal(int... shape) {
        Required.argument("normal", "shape", shape);
        return normal(Shape.of(shape), DType.FLOAT32, 0, 1, null);
    }

    /** Float32 numbers of the standard normal distribution. */
    public static Array normal(Shape shape) {
        return normal(shape, null);
    }

    /** Float32 numbers of the standard normal distribution, from a key or, if that is null, the global state. */
    public static Array normal(Shape shape, @Nullable Array key) {
        Required.argument("normal", "shape", shape);
        return normal(shape, DType.FLOAT32, 0, 1, key);
    }

    /**
     * Vectors of normally distributed numbers with a given covariance.
     *
     * @param mean (..., N)
     * @param covariance (..., N, N), symmetric and positive semidefinite; its batch, that of the mean and {@code shape} are broadcast
     * @param shape what comes before N in the result's shape, at least
     * @param dtype float32 or float64
     * @throws ShapeException if mean and covariance do not fit
     */
    public static Array multivariateNormal(
            Array mean, Array covariance, Shape shape, DType dtype, @Nullable Array key) {
        Required.argument("multivariate_normal", "mean", mean);
        Required.argument("multivariate_normal", "covariance", covariance);
        Required.argument("multivariate_normal", "shape", shape);
        Required.argument("multivariate_normal", "dtype", dtype);
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new DTypeException("multivariate_normal", "needs float32 or float64, not %s", dtype);
        }
        Shape means = mean.shape();
        Shape matrices = covariance.shape();
        if (means.rank() < 1
                || matrices.rank() < 2
                || matrices.length(-1) != matrices.length(-2)
                || matrices.length(-1) != means.length(-1)) {
            throw new ShapeException("multivariate_normal", "mean %s, covariance %s", means, matrices);
        }
        Shape batch = Shape.broadcast("multivariate_normal", means, matrices.remove(matrices.rank() - 1));
        Shape full = Shape.broadcast("multivariate_normal", batch, shape.insert(shape.rank(), means.length(-1)));
        return TraceScope.result(() -> {
            Linalg.SVD parts = Linalg.svd(covariance.astype(dtype));
            Array root = matmul(multiply(parts.u(), expandDims(sqrt(parts.s()), -2)), parts.vt());
            Array standard = normal(full, dtype, null, null, key);
            return add(mean.astype(dtype), squeeze(matmul(expandDims(standard, -2), root), -2));
        });
    }

    /** Normally distributed numbers of which only those between bounds are drawn; the bounds broadcast to {@code shape}. */
    public static Array truncatedNormal(Array lower, Array upper, Shape shape, DType dtype, @Nullable Array key) {
        Required.argument("truncated_normal", "lower", lower);
        Required.argument("truncated_normal", "upper", upper);
        Required.argument("truncated_normal", "shape", shape);
        Required.argument("truncated_normal", "dtype", dtype);
        requireFloating("truncated_normal", dtype);
        return TraceScope.result(() -> {
            DType wide = HalfPrecision.wide(dtype);
            Array low = lower.astype(wide);
            Array high = upper.astype(wide);
            double root = Math.sqrt(2);
            Array unit = uniform(erf(divide(low, root)), erf(divide(high, root)), shape, wide, key);
            // Bounds far out round to -1 and 1, whose quantiles are infinite.
            double most = largestBelowOne(wide);
            Array inner = clip(unit, number(-most, wide), number(most, wide));
            return maximum(minimum(high, multiply(erfinv(inner), root)), low).astype(dtype);
        });
    }

    /** Normally distributed float32 numbers of which only those between bounds are drawn. */
    public static Array truncatedNormal(double lower, double upper, int... shape) {
        Required.argument("truncated_normal", "shape", shape);
        DType dtype = DType.FLOAT32;
        return truncatedNormal(number(lower, dtype), number(upper, dtype), Shape.of(shape), dtype, null);
    }

    /** Numbers of the standard Gumbel distribution. */
    public static Array gumbel(Shape shape, DType dtype, @Nullable Array key) {
        Required.argument("gumbel", "shape", shape);
        Required.argument("gumbel", "dtype", dtype);
        requireFloating("gumbel", dtype);
        return TraceScope.result(() -> negative(
                        log(negative(log(uniform(0, 1, shape, HalfPrecision.wide(dtype), key)))))
                .astype(dtype));
    }

    /** Float32 numbers of the standard Gumbel distribution. */
    public static Array gumbel(int... shape) {
        Required.argument("gumbel", "shape", shape);
        return gumbel(Shape.of(shape), DType.FLOAT32, null);
    }

    /** Numbers of the Laplace distribution around a mean. */
    public static Array laplace(Shape shape, DType dtype, double mean, double scale, @Nullable Array key) {
        Required.argument("laplace", "shape", shape);
        Required.argument("laplace", "dtype", dtype);
        requireFloating("laplace", dtype);
        return TraceScope.result(() -> {
            Array unit = symmetric(shape, key);
            Array standard = multiply(sign(unit), log1p(negative(abs(unit)))).astype(HalfPrecision.wide(dtype));
            Array scaled = scale == 1 ? standard : multiply(standard, scale);
            return (mean == 0 ? scaled : add(scaled, mean)).astype(dtype);
        });
    }

    /** Float32 numbers of the Laplace distribution with mean 0 and scale 1. */
    public static Array laplace(int... shape) {
        Required.argument("laplace", "shape", shape);
        return laplace(Shape.of(shape), DType.FLOAT32, 0, 1, null);
    }

    /**
     * True with probability {@code p}; never where it is NaN.
     *
     * @param p floating, broadcasts to {@code shape}
     * @throws DTypeException if p is not floating
     */
    public static Array bernoulli(Array p, Shape shape, @Nullable Array key) {
        Required.argument("bernoulli", "p", p);
        Required.argument("bernoulli", "shape", shape);
        requireFloating("bernoulli", p.dtype());
        requireBroadcast("bernoulli", shape, p);
        return TraceScope.result(() -> {
            Array bound = multiply(p.astype(DType.FLOAT32), Math.nextUp((float) WORDS));
            return less(bits(shape, key).astype(DType.FLOAT32), bound);
        });
    }

    /** True with probability {@code p}. */
    public static Array bernoulli(double p, Shape shape, @Nullable Array key) {
        return bernoulli(number(p, DType.FLOAT32), shape, key);
    }

    /** True with probability {@code p}, one for each. */
    public static Array bernoulli(Array p) {
        Required.argument("bernoulli", "p", p);
        return bernoulli(p, p.shape(), null);
    }

    /** True with probability {@code p}. */
    public static Array bernoulli(double p, Shape shape) {
        return bernoulli(p, shape, null);
    }

    /** True with probability {@code p}. */
    public static Array bernoulli(double p, int... shape) {
        Required.argument("bernoulli", "shape", shape);
        return bernoulli(p, Shape.of(shape), null);
    }

    /**
     * Integers in {@code [low, high)}; {@code low} where that is empty. Those between bounds of at most 2^24 that are at most 2^24 apart are
     * MLX's, which come from float32; others from 64 random bits each. Bounds that are floating are rounded to float32.
     *
     * @param low numbers that broadcast to {@code shape}
     * @param high likewise
     * @param dtype an integer dtype or bool; numbers that it does not hold wrap
     * @throws DTypeException if the dtype is floating
     */
    public static Array randint(Array low, Array high, Shape shape, DType dtype, @Nullable Array key) {
        Required.argument("randint", "low", low);
        Required.argument("randint", "high", high);
        Required.argument("randint", "shape", shape);
        Required.argument("randint", "dtype", dtype);
        requireExact("randint", dtype);
        requireBroadcast("randint", shape, low, high);
        return RandomIntegers.between(low, high, shape, dtype, key);
    }

    /**
     * Integers in {@code [low, high)}; {@code low} if that is empty.
     *
     * @param dtype an integer dtype or bool
     * @throws DTypeException if the dtype is floating or does not hold all these integers
     */
    public static Array randint(long low, long high, Shape shape, DType dtype, @Nullable Array key) {
        Required.argument("randint", "shape", shape);
        Required.argument("randint", "dtype", dtype);
        requireExact("randint", dtype);
        if (!Scalars.fits(low, dtype) || (low < high && !Scalars.fits(high - 1, dtype))) {
            throw new DTypeException("randint", "%s does not hold all of [%d, %d)", dtype, low, high);
        }
        return RandomIntegers.between(low, high, shape, dtype, key);
    }

    /** Integers in {@code [low, high)}, as int32. */
    public static Array randint(int low, int high, Shape shape, @Nullable Array key) {
        return randint(low, high, shape, DType.INT32, key);
    }

    /** Integers in {@code [low, high)}, as int32. */
    public static Array randint(int low, int high, Shape shape) {
        return randint(low, high, shape, null);
    }

    /**
     * Uniform integers, each in {@code [low, high)}, by the next key of the global sequence.
     *
     * {@snippet :
     * Array x = Random.randint(3, 4, 5);
     * IO.println(x);       // prints: array([3, 3, 3, 3, 3], dtype=int32)
     * }
     *
     * <p>Gradient: none, the numbers are constants.
     *
     * @param high more than {@code low}, else all are {@code low}
     * @param shape the length of each axis; none makes a scalar
     * @return of this shape; int32
     * @throws ShapeException if a length is negative
     */
    public static Array randint(int low, int high, int... shape) {
        Required.argument("randint", "shape", shape);
        return randint(low, high, Shape.of(shape), null);
    }

    /** The numbers {@code 0 .. count - 1} in random order, as uint32. */
    public static Array permutation(int count, @Nullable Array key) {
        return argsort(bits(Shape.of(count), key), 0);
    }

    /** The numbers {@code 0 .. count - 1} in random order, as uint32. */
    public static Array permutation(int count) {
        return permutation(count, null);
    }

    /** The slices along an axis in random order. */
    public static Array permutation(Array x, int axis, @Nullable Array key) {
        Required.argument("permutation", "x", x);
        int at = x.shape().axis("permutation", axis);
        return TraceScope.result(() -> take(x, permutation(x.shape().length(at), key), at));
    }

    /** The slices along an axis in random order. */
    public static Array permutation(Array x, int axis) {
        return permutation(x, axis, null);
    }

    /** The slices along the first axis in random order. */
    public static Array permutation(Array x) {
        return permutation(x, 0, null);
    }

    /**
     * For each distribution along an axis one index, drawn with probabilities {@code softmax(logits)}; uint32. Where these are NaN, for
     * logits that are NaN, infinite or all minus infinity, it is the index of the first largest logit or of the first NaN.
     */
    public static Array categorical(Array logits, int axis, @Nullable Array key) {
        Required.argument("categorical", "logits", logits);
        int at = logits.shape().axis("categorical", axis);
        return Categorical.draw(logits, at, logits.shape().remove(at), key);
    }

    /**
     * For each distribution along an axis one index, drawn with probabilities {@code softmax(logits)}, by the next key of the global sequence.
     *
     * {@snippet :
     * Array logits = array(0f, 100f, 0f);
     * IO.println(Random.categorical(logits, 0));       // prints: array(1, dtype=uint32)
     * }
     *
     * <p>Nothing flows back: the gradient is 0.
     *
     * @param axis a negative one counts from the end
     * @return the shape of logits without the axis; uint32
     * @throws ShapeException if the axis is out of range
     * @see #categorical(Array, int, Array)
     */
    public static Array categorical(Array logits, int axis) {
        return categorical(logits, axis, null);
    }

    /** For each distribution along the last axis one index, drawn with probabilities {@code softmax(logits)}; uint32. */
    public static Array categorical(Array logits) {
        return categorical(logits, -1, null);
    }

    /**
     * Indices drawn with probabilities {@code softmax(logits)}; uint32.
     *
     * @param shape of the result; the shape of logits without the axis broadcasts to it
     */
    public static Array categorical(Array logits, int axis, Shape shape, @Nullable Array key) {
        Required.argument("categorical", "logits", logits);
        Required.argument("categorical", "shape", shape);
        int at = logits.shape().axis("categorical", axis);
        requireBroadcast("categorical", shape, zeros(logits.shape().remove(at), DType.BOOL));
        return Categorical.draw(logits, at, shape, key);
    }

    /** For each distribution along an axis {@code count} indices, along a new last axis; uint32. */
    public static Array categorical(Array logits, int axis, int count, @Nullable Array key) {
        Required.argument("categorical", "logits", logits);
        int at = logits.shape().axis("categorical", axis);
        Shape others = logits.shape().remove(at);
        Shape shape = others.insert(others.rank(), count);
        return Categorical.draw(expandDims(logits, -1), at, shape, key);
    }
}
