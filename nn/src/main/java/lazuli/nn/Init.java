package lazuli.nn;

import static lazuli.core.Mx.*;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Linalg;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;

/**
 * Initializers, as MLX defines them, from the global random sequence; in float32 unless they are given another dtype. Fans are the lengths
 * of the last axis (in) and of the first (out), times those between them.
 */
public final class Init {
    private Init() {}

    /** Which fan scales the values. */
    public enum Fan {
        /** The number of inputs: keeps the size of activations. */
        IN,
        /** The number of outputs: keeps the size of gradients. */
        OUT
    }

    /** One number everywhere, of any dtype. */
    public static Initializer constant(double value, DType dtype) {
        Required.argument("constant", "dtype", dtype);
        return shape -> full(shape, value, dtype);
    }

    /** One number everywhere. */
    public static Initializer constant(double value) {
        return constant(value, DType.FLOAT32);
    }

    /** Normally distributed numbers of a floating dtype. */
    public static Initializer normal(double mean, double std, DType dtype) {
        Required.argument("normal", "dtype", dtype);
        return shape -> Random.normal(shape, dtype, mean, std, null);
    }

    /** Normally distributed numbers. */
    public static Initializer normal(double mean, double std) {
        return normal(mean, std, DType.FLOAT32);
    }

    /** Uniform numbers in {@code [low, high)} of a floating dtype. */
    public static Initializer uniform(double low, double high, DType dtype) {
        Required.argument("uniform", "dtype", dtype);
        return shape -> Random.uniform(low, high, shape, dtype, null);
    }

    /** Uniform numbers in {@code [low, high)}. */
    public static Initializer uniform(double low, double high) {
        return uniform(low, high, DType.FLOAT32);
    }

    /** The identity matrix, of any dtype; for square matrices. */
    public static Initializer identity(DType dtype) {
        Required.argument("identity", "dtype", dtype);
        return shape -> {
            Required.argument("identity", "shape", shape);
            if (shape.rank() != 2 || shape.length(0) != shape.length(1)) {
                throw new ShapeException("identity", "a square matrix is needed, not %s", shape);
            }
            return TraceScope.result(() -> {
                Array numbers = arange(shape.length(0));
                return equal(numbers.expandDims(1), numbers).astype(dtype);
            });
        };
    }

    /** The identity matrix; for square matrices. */
    public static Initializer identity() {
        return identity(DType.FLOAT32);
    }

    /** Normal with deviation {@code gain * sqrt(2 / (fan in + fan out))} (Glorot and Bengio, 2010), of a floating dtype. */
    public static Initializer glorotNormal(double gain, DType dtype) {
        Required.argument("glorot_normal", "dtype", dtype);
        return shape -> normal(0, gain * Math.sqrt(2.0 / (fan(shape, Fan.IN) + fan(shape, Fan.OUT))), dtype)
                .of(shape);
    }

    /** Normal with deviation {@code gain * sqrt(2 / (fan in + fan out))} (Glorot and Bengio, 2010). */
    public static Initializer glorotNormal(double gain) {
        return glorotNormal(gain, DType.FLOAT32);
    }

    /** Uniform within {@code ±gain * sqrt(6 / (fan in + fan out))} (Glorot and Bengio, 2010), of a floating dtype. */
    public static Initializer glorotUniform(double gain, DType dtype) {
        Required.argument("glorot_uniform", "dtype", dtype);
        return shape -> {
            Required.argument("glorot_uniform", "shape", shape);
            double limit = gain * Math.sqrt(6.0 / (fan(shape, Fan.IN) + fan(shape, Fan.OUT)));
            return uniform(-limit, limit, dtype).of(shape);
        };
    }

    /** Uniform within {@code ±gain * sqrt(6 / (fan in + fan out))} (Glorot and Bengio, 2010). */
    public static Initializer glorotUniform(double gain) {
        return glorotUniform(gain, DType.FLOAT32);
    }

    /** Normal with deviation {@code gain / sqrt(fan)} (He et al., 2015), of a floating dtype. */
    public static Initializer heNormal(Fan fan, double gain, DType dtype) {
        Required.argument("he_normal", "fan", fan);
        Required.argument("he_normal", "dtype", dtype);
        return shape -> normal(0, gain / Math.sqrt(fan(shape, fan)), dtype).of(shape);
    }

    /** Normal with deviation {@code gain / sqrt(fan)} (He et al., 2015). */
    public static Initializer heNormal(Fan fan, double gain) {
        return heNormal(fan, gain, DType.FLOAT32);
    }

    /** Uniform within {@code ±gain * sqrt(3 / fan)} (He et al., 2015), of a floating dtype. */
    public static Initializer heUniform(Fan fan, double gain, DType dtype) {
        Required.argument("he_uniform", "fan", fan);
        Required.argument("he_uniform", "dtype", dtype);
        return shape -> {
            Required.argument("he_uniform", "shape", shape);
            double limit = gain * Math.sqrt(3.0 / fan(shape, fan));
            return uniform(-limit, limit, dtype).of(shape);
        };
    }

    /** Uniform within {@code ±gain * sqrt(3 / fan)} (He et al., 2015). */
    public static Initializer heUniform(Fan fan, double gain) {
        return heUniform(fan, gain, DType.FLOAT32);
    }

    /**
     * Normally distributed numbers of a floating dtype of which some in each row are zero; for matrices.
     *
     * @param sparsity the share of zeros, rounded up to whole elements
     */
    public static Initializer sparse(double sparsity, double mean, double std, DType dtype) {
        Required.argument("sparse", "dtype", dtype);
        return shape -> {
            Required.argument("sparse", "shape", shape);
            if (shape.rank() != 2) {
                throw new ShapeException("sparse", "a matrix is needed, not %s", shape);
            }
            return TraceScope.result(() -> {
                int zeros = (int) Math.ceil((float) sparsity * shape.length(1));
                Array order = argsort(Random.uniform(shape.toArray()), 1);
                Array place = argsort(order, 1);
                return where(less(place, zeros), 0, normal(mean, std, dtype).of(shape));
            });
        };
    }

    /** Normally distributed numbers of which a share of each row, rounded up to whole elements, is zero; for matrices. */
    public static Initializer sparse(double sparsity, double mean, double std) {
        return sparse(sparsity, mean, std, DType.FLOAT32);
    }

    /**
     * An orthogonal matrix, or rows or columns of one, times {@code gain} (Saxe et al., 2014); for matrices. It is the factor Q of a normally
     * distributed matrix, with signs by which R has a positive diagonal.
     *
     * @param dtype floating; 16-bit values are those of float32, rounded
     */
    public static Initializer orthogonal(double gain, DType dtype) {
        Required.argument("orthogonal", "dtype", dtype);
        return shape -> {
            Required.argument("orthogonal", "shape", shape);
            if (shape.rank() != 2) {
                throw new ShapeException("orthogonal", "a matrix is needed, not %s", shape);
            }
            return TraceScope.result(() -> {
                int size = Math.max(shape.length(0), shape.length(1));
                DType exact = dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
                Array random = normal(0, 1, exact).of(Shape.of(size, size));
                Linalg.QR factors = Linalg.qr(random);
                Array q = factors.q().multiply(sign(diag(factors.r())));
                return q.at(Slice.to(shape.length(0)), Slice.to(shape.length(1)))
                        .multiply(gain)
                        .astype(dtype);
            });
        };
    }

    /** An orthogonal matrix, or rows or columns of one, times {@code gain}; for matrices. */
    public static Initializer orthogonal(double gain) {
        return orthogonal(gain, DType.FLOAT32);
    }

    private static double fan(Shape shape, Fan fan) {
        Required.argument("init", "shape", shape);
        if (shape.rank() < 2) {
            throw new ShapeException("init", "a fan needs two axes, not %s", shape);
        }
        int in = shape.length(-1);
        int out = shape.length(0);
        double between = shape.size() == 0 ? 0 : (double) shape.size() / in / out;
        return between
                * switch (fan) {
                    case IN -> in;
                    case OUT -> out;
                };
    }
}
