package lazuli.core;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import lazuli.core.compile.Compilation;
import lazuli.core.compile.CompiledFunction;
import lazuli.core.compile.ExportedFunction.Arguments;
import lazuli.core.compile.GraphEvents;
import lazuli.core.graph.Evaluator;
import lazuli.core.graph.GraphText;
import lazuli.core.graph.Required;
import lazuli.core.io.ArrayFiles;
import lazuli.core.operation.Arithmetic;
import lazuli.core.operation.BatchNormalization;
import lazuli.core.operation.Convolutions;
import lazuli.core.operation.Creation;
import lazuli.core.operation.Diagonals;
import lazuli.core.operation.Einsum;
import lazuli.core.operation.Elementwise;
import lazuli.core.operation.Fp8Conversions;
import lazuli.core.operation.GatherMatmuls;
import lazuli.core.operation.Nesting;
import lazuli.core.operation.Products;
import lazuli.core.operation.Quantizations;
import lazuli.core.operation.QuantizedQuantizedMatmuls;
import lazuli.core.operation.Scalars;
import lazuli.core.operation.Shapes;
import lazuli.core.operation.Windows;
import lazuli.core.primitive.Depends;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.transform.AuxiliaryResult;
import lazuli.core.transform.Checkpoint;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.VmapAxes;
import org.jspecify.annotations.Nullable;

/**
 * The operations on arrays. Unless an operation says otherwise: arrays of different dtypes are promoted as {@link DType#promote} says
 * and broadcast as in NumPy, a {@link Number} (also {@link Complex}) takes the array's dtype if that is of its kind or a higher one,
 * negative axes count from the end, results are lazy, and arguments that do not fit throw an {@link OperationException} at once.
 * A truth value beside an array never promotes it.
 *
 * <p>Functions of complex64 are computed in double precision and rounded once. They are principal values; on a branch cut the sign of a zero
 * tells the side; infinities and NaN give what C, annex G, says. Gradients of real results by complex arrays are {@code dL/dRe + i dL/dIm}.
 */
public final class Mx {
    private Mx() {}

    // ---- elementwise functions of one array

    /**
     * Absolute value of each element; of complex64 the modulus.
     *
     * {@snippet :
     * IO.println(abs(array(-2, 3)));       // prints: array([2, 3], dtype=int32)
     * }
     *
     * <p>Gradient: {@code dy * sign(x)}, 0 at 0.
     *
     * @param x any shape
     * @return the shape of x; its dtype, float32 for complex64
     */
    public static Array abs(Array x) {
        Required.argument("abs", "x", x);
        return x.abs();
    }

    /** {@code -x}. */
    public static Array negative(Array x) {
        Required.argument("negative", "x", x);
        return x.negative();
    }

    /** -1, 0 or 1; 0 for NaN. Of a complex number the direction {@code x / |x|}, or 0. */
    public static Array sign(Array x) {
        Required.argument("sign", "x", x);
        return x.sign();
    }

    /**
     * Each element times itself: {@code out[i] = x[i] * x[i]}.
     *
     * {@snippet :
     * IO.println(square(array(3, 4)));       // prints: array([9, 16], dtype=int32)
     * }
     *
     * <p>Gradient: {@code 2 dy * x}.
     *
     * @param x any shape
     * @return the shape and dtype of x
     */
    public static Array square(Array x) {
        Required.argument("square", "x", x);
        return x.square();
    }

    /**
     * Square root of each element: {@code out[i] = sqrt(x[i])}; NaN below 0.
     *
     * {@snippet :
     * IO.println(sqrt(array(4, 9)));       // prints: array([2, 3], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy / (2 sqrt(x))}, infinite at 0.
     *
     * @param x any shape
     * @return the shape of x; its dtype, float32 for integers and bool
     */
    public static Array sqrt(Array x) {
        Required.argument("sqrt", "x", x);
        return x.sqrt();
    }

    /** {@code 1 / sqrt(x)}; integers and bool become float32. */
    public static Array rsqrt(Array x) {
        Required.argument("rsqrt", "x", x);
        return x.rsqrt();
    }

    /** {@code 1 / x}; integers and bool become float32. */
    public static Array reciprocal(Array x) {
        Required.argument("reciprocal", "x", x);
        return x.reciprocal();
    }

    /**
     * e to the power of each element: {@code out[i] = exp(x[i])}.
     *
     * {@snippet :
     * IO.println(exp(array(0, 1)));       // prints: array([1, 2.71828], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * exp(x)}.
     *
     * @param x any shape
     * @return the shape of x; its dtype, float32 for integers and bool
     */
    public static Array exp(Array x) {
        Required.argument("exp", "x", x);
        return x.exp();
    }

    /** {@code exp(x) - 1}, accurate near zero; integers and bool become float32. */
    public static Array expm1(Array x) {
        Required.argument("expm1", "x", x);
        return x.expm1();
    }

    /**
     * Natural logarithm of each element: {@code out[i] = log(x[i])}; negative infinity at 0, and NaN below.
     *
     * {@snippet :
     * IO.println(log(array(1f, 10f)));       // prints: array([0, 2.30259], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy / x}.
     *
     * @param x any shape
     * @return the shape of x; its dtype, float32 for integers and bool
     */
    public static Array log(Array x) {
        Required.argument("log", "x", x);
        return x.log();
    }

    /** Logarithm to base 2; integers and bool become float32. */
    public static Array log2(Array x) {
        Required.argument("log2", "x", x);
        return x.log2();
    }

    /** Logarithm to base 10; integers and bool become float32. */
    public static Array log10(Array x) {
        Required.argument("log10", "x", x);
        return x.log10();
    }

    /** {@code log(1 + x)}, accurate near zero; integers and bool become float32. */
    public static Array log1p(Array x) {
        Required.argument("log1p", "x", x);
        return x.log1p();
    }

    /** Sine of radians; integers and bool become float32. */
    public static Array sin(Array x) {
        Required.argument("sin", "x", x);
        return x.sin();
    }

    /** Cosine of radians; integers and bool become float32. */
    public static Array cos(Array x) {
        Required.argument("cos", "x", x);
        return x.cos();
    }

    /** Tangent of radians; integers and bool become float32. */
    public static Array tan(Array x) {
        Required.argument("tan", "x", x);
        return x.tan();
    }

    /** Inverse sine in radians; integers and bool become float32. */
    public static Array arcsin(Array x) {
        Required.argument("arcsin", "x", x);
        return x.arcsin();
    }

    /** Inverse cosine in radians; integers and bool become float32. */
    public static Array arccos(Array x) {
        Required.argument("arccos", "x", x);
        return x.arccos();
    }

    /** Inverse tangent in radians; integers and bool become float32. */
    public static Array arctan(Array x) {
        Required.argument("arctan", "x", x);
        return x.arctan();
    }

    /** Hyperbolic sine; integers and bool become float32. */
    public static Array sinh(Array x) {
        Required.argument("sinh", "x", x);
        return x.sinh();
    }

    /** Hyperbolic cosine; integers and bool become float32. */
    public static Array cosh(Array x) {
        Required.argument("cosh", "x", x);
        return x.cosh();
    }

    /**
     * Hyperbolic tangent of each element: {@code out[i] = tanh(x[i])}.
     *
     * {@snippet :
     * IO.println(tanh(array(0f, 1f)));       // prints: array([0, 0.761594], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * (1 - y^2)}.
     *
     * @param x any shape
     * @return the shape of x; its dtype, float32 for integers and bool
     */
    public static Array tanh(Array x) {
        Required.argument("tanh", "x", x);
        return x.tanh();
    }

    /** Inverse hyperbolic sine; integers and bool become float32. */
    public static Array arcsinh(Array x) {
        Required.argument("arcsinh", "x", x);
        return x.arcsinh();
    }

    /** Inverse hyperbolic cosine; integers and bool become float32. */
    public static Array arccosh(Array x) {
        Required.argument("arccosh", "x", x);
        return x.arccosh();
    }

    /** Inverse hyperbolic tangent; integers and bool become float32. */
    public static Array arctanh(Array x) {
        Required.argument("arctanh", "x", x);
        return x.arctanh();
    }

    /**
     * Logistic function of each element: {@code out[i] = 1 / (1 + exp(-x[i]))}.
     *
     * {@snippet :
     * IO.println(sigmoid(array(0f, 1f)));       // prints: array([0.5, 0.731059], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * y * (1 - y)}.
     *
     * @param x any shape
     * @return the shape of x; its dtype, float32 for integers and bool
     */
    public static Array sigmoid(Array x) {
        Required.argument("sigmoid", "x", x);
        return x.sigmoid();
    }

    /** Error function; integers and bool become float32. */
    public static Array erf(Array x) {
        Required.argument("erf", "x", x);
        return x.erf();
    }

    /** Inverse of the error function; integers and bool become float32. */
    public static Array erfinv(Array x) {
        Required.argument("erfinv", "x", x);
        return x.erfinv();
    }

    /** Largest integer not above each element. */
    public static Array floor(Array x) {
        Required.argument("floor", "x", x);
        return x.floor();
    }

    /** Smallest integer not below each element. */
    public static Array ceil(Array x) {
        Required.argument("ceil", "x", x);
        return x.ceil();
    }

    /** Rounds towards zero. */
    public static Array trunc(Array x) {
        Required.argument("trunc", "x", x);
        return x.trunc();
    }

    /** The array itself. */
    public static Array positive(Array x) {
        Required.argument("positive", "x", x);
        return x.positive();
    }

    /** The real parts, in float32, of complex64; a real array itself. */
    public static Array real(Array x) {
        Required.argument("real", "x", x);
        return x.real();
    }

    /** The imaginary parts, in float32, of complex64; zeros for a real array. */
    public static Array imag(Array x) {
        Required.argument("imag", "x", x);
        return x.imag();
    }

    /** The complex conjugate; a real array itself. */
    public static Array conjugate(Array x) {
        Required.argument("conjugate", "x", x);
        return x.conjugate();
    }

    /** The complex conjugate; a real array itself. */
    public static Array conj(Array x) {
        Required.argument("conj", "x", x);
        return x.conj();
    }

    /** Radians as degrees; integers and bool become float32. */
    public static Array degrees(Array x) {
        Required.argument("degrees", "x", x);
        return x.degrees();
    }

    /** Degrees as radians; integers and bool become float32. */
    public static Array radians(Array x) {
        Required.argument("radians", "x", x);
        return x.radians();
    }

    /** True where an element, or a part of a complex one, is NaN; bool. */
    public static Array isnan(Array x) {
        Required.argument("isnan", "x", x);
        return x.isnan();
    }

    /** True where an element, or a part of a complex one, is infinite; bool. */
    public static Array isinf(Array x) {
        Required.argument("isinf", "x", x);
        return x.isinf();
    }

    /** True where an element is neither infinite nor NaN; bool. */
    public static Array isfinite(Array x) {
        Required.argument("isfinite", "x", x);
        return x.isfinite();
    }

    /** True where an element is positive infinity; bool. */
    public static Array isposinf(Array x) {
        Required.argument("isposinf", "x", x);
        return x.isposinf();
    }

    /** True where an element is negative infinity; bool. */
    public static Array isneginf(Array x) {
        Required.argument("isneginf", "x", x);
        return x.isneginf();
    }

    /** 0 for NaN, and the largest or smallest number of the dtype for an infinity. */
    public static Array nanToNum(Array x) {
        return nanToNum(x, 0, null, null);
    }

    /** {@code nan} for NaN, and the given numbers for the infinities: null for the largest or smallest of the dtype. */
    public static Array nanToNum(Array x, double nan, @Nullable Double posinf, @Nullable Double neginf) {
        Required.argument("nan_to_num", "x", x);
        return x.nanToNum(nan, posinf, neginf);
    }

    /** True where an element is zero; bool. */
    public static Array logicalNot(Array x) {
        Required.argument("logical_not", "x", x);
        return x.logicalNot();
    }

    /** Each bit inverted; integers and bool. */
    public static Array bitwiseInvert(Array x) {
        Required.argument("bitwise_invert", "x", x);
        return x.bitwiseInvert();
    }

    /** Rounds to the nearest integer, halves to even. */
    public static Array round(Array x) {
        Required.argument("round", "x", x);
        return x.round();
    }

    /** Rounds to {@code decimals} places, halves to even. */
    public static Array round(Array x, int decimals) {
        Required.argument("round", "x", x);
        return x.round(decimals);
    }

    // ---- creation

    /** A float32 scalar. */
    public static Array array(float value) {
        return array(new float[] {value}, Shape.SCALAR);
    }

    /** A float32 vector, of one value too. */
    public static Array array(float... values) {
        Required.argument("array", "values", values);
        return array(values, Shape.of(values.length));
    }

    /** A complex64 scalar. */
    public static Array array(Complex value) {
        Required.argument("array", "value", value);
        return Scalars.of(value);
    }

    /** A complex64 vector, of one value too. */
    public static Array array(Complex... values) {
        Required.arguments("array", "values", values);
        return asarray(values, DType.COMPLEX64);
    }

    /** An int32 scalar. */
    public static Array array(int value) {
        return array(new int[] {value}, Shape.SCALAR);
    }

    /** An int32 vector, of one value too. */
    public static Array array(int... values) {
        Required.argument("array", "values", values);
        return array(values, Shape.of(values.length));
    }

    /** A float32 scalar, as MLX makes of a Python number. */
    public static Array array(double value) {
        return array((float) value);
    }

    /** A scalar of a given dtype. */
    public static Array array(double value, DType dtype) {
        Required.argument("array", "dtype", dtype);
        return asarray(new double[] {value}, dtype).reshape();
    }

    /** A float32 vector, of one value too, as MLX makes of a list of Python numbers. {@link #array(double[], DType)} keeps all digits. */
    public static Array array(double... values) {
        Required.argument("array", "values", values);
        return array(values, DType.FLOAT32);
    }

    /** A vector of a given dtype, of one value too. */
    public static Array array(double[] values, DType dtype) {
        Required.argument("array", "values", values);
        Required.argument("array", "dtype", dtype);
        return asarray(values, dtype);
    }

    /** An int64 scalar. */
    public static Array array(long value) {
        return array(new long[] {value}, Shape.SCALAR);
    }

    /** A scalar of a given dtype. */
    public static Array array(long value, DType dtype) {
        Required.argument("array", "dtype", dtype);
        return asarray(new long[] {value}, dtype).reshape();
    }

    /** An int64 vector, of one value too. */
    public static Array array(long... values) {
        Required.argument("array", "values", values);
        return array(values, Shape.of(values.length));
    }

    /** A vector of a given dtype, of one value too. */
    public static Array array(long[] values, DType dtype) {
        Required.argument("array", "values", values);
        Required.argument("array", "dtype", dtype);
        return asarray(values, dtype);
    }

    /** A vector of a given dtype, of one value too. */
    public static Array array(int[] values, DType dtype) {
        Required.argument("array", "values", values);
        Required.argument("array", "dtype", dtype);
        return asarray(values, dtype);
    }

    /** A vector of a given dtype, of one value too. */
    public static Array array(float[] values, DType dtype) {
        Required.argument("array", "values", values);
        Required.argument("array", "dtype", dtype);
        return asarray(values, dtype);
    }

    /** A bool scalar. */
    public static Array array(boolean value) {
        return array(new boolean[] {value}).reshape();
    }

    /** A bool vector, of one value too. */
    public static Array array(boolean... values) {
        Required.argument("array", "values", values);
        return Creation.array(values);
    }

    /** A float32 matrix of these rows. */
    public static Array array(float[][] rows) {
        Required.arguments("array", "rows", rows);
        return stack(
                Arrays.stream(rows).map(row -> array(row, Shape.of(row.length))).toList(), 0);
    }

    /** A float32 array with a copy of these elements in row-major order. */
    public static Array array(float[] values, Shape shape) {
        Required.argument("array", "values", values);
        Required.argument("array", "shape", shape);
        return Creation.array(values, shape);
    }

    /** An int32 array with a copy of these elements in row-major order. */
    public static Array array(int[] values, Shape shape) {
        Required.argument("array", "values", values);
        Required.argument("array", "shape", shape);
        return Creation.array(values, shape);
    }

    /** A float64 array with a copy of these elements, all their digits, in row-major order. */
    public static Array array(double[] values, Shape shape) {
        Required.argument("array", "values", values);
        Required.argument("array", "shape", shape);
        return Creation.array(values, shape);
    }

    /** An int64 array with a copy of these elements in row-major order. */
    public static Array array(long[] values, Shape shape) {
        Required.argument("array", "values", values);
        Required.argument("array", "shape", shape);
        return Creation.array(values, shape);
    }

    /** An array with a copy of a segment's bytes: elements in row-major order and the machine's byte order; for bool every byte but 0 is true. */
    public static Array array(MemorySegment values, DType dtype, Shape shape) {
        Required.argument("array", "values", values);
        Required.argument("array", "dtype", dtype);
        Required.argument("array", "shape", shape);
        return Creation.copyOf(values, dtype, shape);
    }

    /**
     * An array over a segment's memory, which is not copied if it lies outside the heap on a boundary of its elements; else it is. The
     * array never writes to it and keeps the segment alive; whoever owns the memory must not change it as long as the array or one made
     * from it has yet to be evaluated. Once its arena is closed, evaluations and reads that need the memory fail with an {@link
     * lazuli.core.memory.UnreadableMemoryException}; while a kernel reads it, it is closing that fails, with an {@link
     * IllegalStateException}. A direct buffer is wrapped as {@link MemorySegment#ofBuffer}.
     *
     * @param values elements in row-major order and the machine's byte order; bool with other bytes than 0 and 1 is copied, each but 0 as true
     * @throws ArgumentException if the arena is closed, or confined to a thread: kernels run on others
     */
    public static Array wrap(MemorySegment values, DType dtype, Shape shape) {
        Required.argument("wrap", "values", values);
        Required.argument("wrap", "dtype", dtype);
        Required.argument("wrap", "shape", shape);
        return Creation.over(values, dtype, shape);
    }

    /**
     * The array that a Java value spells out: numbers, truth values, primitive arrays, buffers (what remains in them) and arrays, in
     * Java arrays and lists of any depth. An {@code Array} is returned as it is; all else is copied.
     *
     * @throws ShapeException if neighbours differ in shape
     * @throws DTypeException if something else stands there
     */
    public static Array asarray(Object values) {
        Required.argument("asarray", "values", values);
        return Nesting.array(values, null);
    }

    /** As {@link #asarray(Object)}, in a dtype of one's choice. */
    public static Array asarray(Object values, DType dtype) {
        Required.argument("asarray", "values", values);
        Required.argument("asarray", "dtype", dtype);
        return Nesting.array(values, dtype);
    }

    /** The same number everywhere. */
    public static Array full(Shape shape, Number value, DType dtype) {
        Required.argument("full", "shape", shape);
        Required.argument("full", "value", value);
        Required.argument("full", "dtype", dtype);
        return Scalars.constant(value, dtype, shape);
    }

    /** The same number everywhere, in its own dtype: int32 (int64 if it needs to be), float32, or complex64. */
    public static Array full(Shape shape, Number value) {
        return full(shape, value, Scalars.type(value));
    }

    /** The same truth value everywhere; bool. */
    public static Array full(Shape shape, boolean value) {
        return full(shape, Scalars.of(value));
    }

    /** An array repeated to a shape. */
    public static Array full(Shape shape, Array values) {
        Required.argument("full", "shape", shape);
        Required.argument("full", "values", values);
        return Shapes.broadcast(values, shape);
    }

    /** An array converted and repeated to a shape. */
    public static Array full(Shape shape, Array values, DType dtype) {
        Required.argument("full", "shape", shape);
        Required.argument("full", "values", values);
        Required.argument("full", "dtype", dtype);
        return Shapes.broadcast(Elementwise.astype(values, dtype), shape);
    }

    /** The same number everywhere, in the shape and dtype of {@code x}. */
    public static Array fullLike(Array x, Number value) {
        Required.argument("full_like", "x", x);
        Required.argument("full_like", "value", value);
        return full(x.shape(), value, x.dtype());
    }

    /** The same truth value everywhere, in the shape and dtype of {@code x}. */
    public static Array fullLike(Array x, boolean value) {
        return fullLike(x, value ? 1 : 0);
    }

    /** The same number everywhere, in the shape of {@code x}. */
    public static Array fullLike(Array x, Number value, DType dtype) {
        Required.argument("full_like", "x", x);
        Required.argument("full_like", "value", value);
        Required.argument("full_like", "dtype", dtype);
        return full(x.shape(), value, dtype);
    }

    /** An array repeated to the shape and converted to the dtype of {@code x}. */
    public static Array fullLike(Array x, Array values) {
        Required.argument("full_like", "x", x);
        Required.argument("full_like", "values", values);
        return full(x.shape(), values, x.dtype());
    }

    /** Zeros. */
    public static Array zeros(Shape shape, DType dtype) {
        Required.argument("zeros", "shape", shape);
        Required.argument("zeros", "dtype", dtype);
        return full(shape, 0, dtype);
    }

    /** Zeros of float32. */
    public static Array zeros(Shape shape) {
        return zeros(shape, DType.FLOAT32);
    }

    /**
     * Zeros of float32: {@code out[i] = 0}. {@link #zeros(Shape, DType)} makes those of other dtypes.
     *
     * {@snippet :
     * IO.println(zeros(2, 3).shape());       // prints: (2, 3)
     * }
     *
     * <p>Gradient: none, a constant.
     *
     * @param shape the length of each axis; none makes a scalar
     * @return of this shape; float32
     * @throws ShapeException if a length is negative
     */
    public static Array zeros(int... shape) {
        Required.argument("zeros", "shape", shape);
        return zeros(Shape.of(shape), DType.FLOAT32);
    }

    /** Ones. */
    public static Array ones(Shape shape, DType dtype) {
        Required.argument("ones", "shape", shape);
        Required.argument("ones", "dtype", dtype);
        return full(shape, 1, dtype);
    }

    /** Ones of float32. */
    public static Array ones(Shape shape) {
        return ones(shape, DType.FLOAT32);
    }

    /**
     * Ones of float32: {@code out[i] = 1}. {@link #ones(Shape, DType)} makes those of other dtypes.
     *
     * {@snippet :
     * IO.println(ones(3));       // prints: array([1, 1, 1], dtype=float32)
     * }
     *
     * <p>Gradient: none, a constant.
     *
     * @param shape the length of each axis; none makes a scalar
     * @return of this shape; float32
     * @throws ShapeException if a length is negative
     */
    public static Array ones(int... shape) {
        Required.argument("ones", "shape", shape);
        return ones(Shape.of(shape), DType.FLOAT32);
    }

    /** An array of which only shape and dtype matter: its elements are any numbers, as it happens zeros. */
    public static Array empty(Shape shape, DType dtype) {
        Required.argument("empty", "shape", shape);
        Required.argument("empty", "dtype", dtype);
        return zeros(shape, dtype);
    }

    /** A float32 array of which only the shape matters, see {@link #empty(Shape, DType)}. */
    public static Array empty(Shape shape) {
        return empty(shape, DType.FLOAT32);
    }

    /** A float32 array of which only the shape matters, see {@link #empty(Shape, DType)}. */
    public static Array empty(int... shape) {
        Required.argument("empty", "shape", shape);
        return zeros(shape);
    }

    /** Zeros of the same shape and dtype. */
    public static Array zerosLike(Array x) {
        Required.argument("zeros_like", "x", x);
        return zeros(x.shape(), x.dtype());
    }

    /** Ones of the same shape and dtype. */
    public static Array onesLike(Array x) {
        Required.argument("ones_like", "x", x);
        return ones(x.shape(), x.dtype());
    }

    /** Zeros of the same shape. */
    public static Array zerosLike(Array x, DType dtype) {
        Required.argument("zeros_like", "x", x);
        Required.argument("zeros_like", "dtype", dtype);
        return zeros(x.shape(), dtype);
    }

    /** Ones of the same shape. */
    public static Array onesLike(Array x, DType dtype) {
        Required.argument("ones_like", "x", x);
        Required.argument("ones_like", "dtype", dtype);
        return ones(x.shape(), dtype);
    }

    /** An array of the same shape and dtype whose elements are any numbers, see {@link #empty(Shape, DType)}. */
    public static Array emptyLike(Array x) {
        Required.argument("empty_like", "x", x);
        return zerosLike(x);
    }

    /** An array of the same shape whose elements are any numbers, see {@link #empty(Shape, DType)}. */
    public static Array emptyLike(Array x, DType dtype) {
        Required.argument("empty_like", "x", x);
        Required.argument("empty_like", "dtype", dtype);
        return zerosLike(x, dtype);
    }

    /** {@code start, start + 1, ...} short of {@code stop}, of int32. */
    public static Array arange(int start, int stop) {
        return arange(start, stop, 1);
    }

    /**
     * Evenly spaced integers: {@code out[i] = start + i * step}, short of {@code stop}.
     *
     * {@snippet :
     * IO.println(arange(1, 7, 2));       // prints: array([1, 3, 5], dtype=int32)
     * }
     *
     * <p>Gradient: none, a constant.
     *
     * @param step may be negative
     * @return a vector, empty if {@code stop} is not ahead; int32
     * @throws ShapeException if the step is 0
     */
    public static Array arange(int start, int stop, int step) {
        return Creation.arange(start, stop, step, DType.INT32);
    }

    /** {@code 0, 1, ...} short of {@code stop}, of int64. */
    public static Array arange(long stop) {
        return arange(0L, stop, 1L);
    }

    /** {@code start, start + 1, ...} short of {@code stop}, of int64. */
    public static Array arange(long start, long stop) {
        return arange(start, stop, 1L);
    }

    /** {@code start, start + step, ...} short of {@code stop}, of int64. */
    public static Array arange(long start, long stop, long step) {
        return Creation.arange(start, stop, step, DType.INT64);
    }

    /** {@code start, start + step, ...} short of {@code stop}, exactly. */
    public static Array arange(long start, long stop, long step, DType dtype) {
        Required.argument("arange", "dtype", dtype);
        return Creation.arange(start, stop, step, dtype);
    }

    /** {@code 0, 1, ...} short of {@code stop}, of float32. */
    public static Array arange(double stop) {
        return arange(0.0, stop, 1.0);
    }

    /** {@code start, start + 1, ...} short of {@code stop}, of float32. */
    public static Array arange(double start, double stop) {
        return arange(start, stop, 1.0);
    }

    /** {@code start, start + step, ...} short of {@code stop}, of float32. */
    public static Array arange(double start, double stop, double step) {
        return Creation.arange(start, stop, step, DType.FLOAT32);
    }

    /** 50 evenly spaced numbers of float32 from {@code start} to {@code stop}. */
    public static Array linspace(double start, double stop) {
        return linspace(start, stop, 50);
    }

    /** {@code count} evenly spaced numbers of float32 from {@code start} to {@code stop}. */
    public static Array linspace(double start, double stop, int count) {
        return linspace(start, stop, count, true, DType.FLOAT32);
    }

    /** {@code count} evenly spaced numbers from {@code start} to {@code stop}, which is the last one if {@code endpoint}. */
    public static Array linspace(double start, double stop, int count, boolean endpoint, DType dtype) {
        Required.argument("linspace", "dtype", dtype);
        return Creation.linspace(start, stop, count, endpoint, dtype);
    }

    /** A square matrix of float32 with ones on the diagonal. */
    public static Array eye(int n) {
        return eye(n, n, 0, DType.FLOAT32);
    }

    /** A matrix with ones on the {@code k}th diagonal above the main one. */
    public static Array eye(int rows, int columns, int k, DType dtype) {
        Required.argument("eye", "dtype", dtype);
        return Diagonals.eye("eye", rows, columns, k, dtype);
    }

    /** A square matrix of float32 with ones on the diagonal. */
    public static Array identity(int n) {
        return identity(n, DType.FLOAT32);
    }

    /** A square matrix with ones on the diagonal. */
    public static Array identity(int n, DType dtype) {
        Required.argument("identity", "dtype", dtype);
        return Diagonals.eye("identity", n, n, 0, dtype);
    }

    /** A square matrix of float32 with ones on and below the diagonal. */
    public static Array tri(int n) {
        return tri(n, n, 0, DType.FLOAT32);
    }

    /** A matrix with ones on and below the {@code k}th diagonal above the main one. */
    public static Array tri(int rows, int columns, int k, DType dtype) {
        Required.argument("tri", "dtype", dtype);
        return Diagonals.triangle(rows, columns, k, dtype);
    }

    /** Matrices over the last two axes with zeros above the diagonal. */
    public static Array tril(Array x) {
        return tril(x, 0);
    }

    /** Matrices over the last two axes with zeros above the {@code k}th diagonal above the main one. */
    public static Array tril(Array x, int k) {
        Required.argument("tril", "x", x);
        return x.tril(k);
    }

    /** Matrices over the last two axes with zeros below the diagonal. */
    public static Array triu(Array x) {
        return triu(x, 0);
    }

    /** Matrices over the last two axes with zeros below the {@code k}th diagonal above the main one. */
    public static Array triu(Array x, int k) {
        Required.argument("triu", "x", x);
        return x.triu(k);
    }

    /** A vector as the diagonal of a square matrix; a matrix' diagonal. */
    public static Array diag(Array x) {
        return diag(x, 0);
    }

    /** A vector as the {@code k}th diagonal above the main one of a square matrix; that diagonal of a matrix. */
    public static Array diag(Array x, int k) {
        Required.argument("diag", "x", x);
        return x.diag(k);
    }

    /** The diagonals of the matrices over the first two axes, along a new last axis. */
    public static Array diagonal(Array x) {
        return diagonal(x, 0, 0, 1);
    }

    /** The diagonals, {@code offset} above the main one, of the matrices over two axes, along a new last axis. */
    public static Array diagonal(Array x, int offset, int axis1, int axis2) {
        Required.argument("diagonal", "x", x);
        return x.diagonal(offset, axis1, axis2);
    }

    /** The sums of the diagonals of the matrices over the first two axes. */
    public static Array trace(Array x) {
        Required.argument("trace", "x", x);
        return x.trace();
    }

    /** The sums of the diagonals, {@code offset} above the main one, of the matrices over two axes. */
    public static Array trace(Array x, int offset, int axis1, int axis2) {
        Required.argument("trace", "x", x);
        return x.trace(offset, axis1, axis2);
    }

    /** The sums, in a dtype, of the diagonals, {@code offset} above the main one, of the matrices over two axes. */
    public static Array trace(Array x, int offset, int axis1, int axis2, DType dtype) {
        Required.argument("trace", "x", x);
        return x.trace(offset, axis1, axis2, dtype);
    }

    /** A Hann window: {@code 0.5 - 0.5 cos(2 pi i / (length - 1))}; float32. */
    public static Array hanning(int length) {
        return Windows.hanning(length);
    }

    /** A Hamming window: {@code 0.54 - 0.46 cos(2 pi i / (length - 1))}; float32. */
    public static Array hamming(int length) {
        return Windows.hamming(length);
    }

    /** A Blackman window: {@code 0.42 - 0.5 cos(2 pi i / (length - 1)) + 0.08 cos(4 pi i / (length - 1))}; float32. */
    public static Array blackman(int length) {
        return Windows.blackman(length);
    }

    /** A Bartlett window, the triangle {@code 1 - |2 i / (length - 1) - 1|}; float32. */
    public static Array bartlett(int length) {
        return Windows.bartlett(length);
    }

    /** The coordinates of all points of a grid, in Cartesian order: the first runs along the second axis. */
    public static List<Array> meshgrid(Array... coordinates) {
        Required.arguments("meshgrid", "coordinates", coordinates);
        return meshgrid(List.of(coordinates), false, false);
    }

    /**
     * The coordinates of all points of a grid.
     *
     * @param sparse whether to leave the axes of the other coordinates at length 1
     * @param matrixOrder whether the i-th coordinate runs along the i-th axis; else the first two change places
     */
    public static List<Array> meshgrid(List<Array> coordinates, boolean sparse, boolean matrixOrder) {
        Required.arguments("meshgrid", "coordinates", coordinates);
        return Creation.meshgrid(coordinates, sparse, matrixOrder);
    }

    /** {@code 0, 1, ..., stop - 1} of int32. */
    public static Array arange(int stop) {
        return arange(stop, DType.INT32);
    }

    /** {@code 0, 1, ..., stop - 1}. */
    public static Array arange(int stop, DType dtype) {
        Required.argument("arange", "dtype", dtype);
        return Creation.arange(0, stop, 1, dtype);
    }

    /**
     * {@code start, start + step, ...} short of {@code stop}. An integer dtype's steps are those from {@code start} to {@code start + step},
     * both cut towards zero, as in NumPy and MLX. An infinite step leaves {@code start} alone, if it comes before {@code stop}.
     *
     * @throws ShapeException if a bound is infinite, a number is NaN, the step is 0, or there are more than 2^31 - 1 elements
     */
    public static Array arange(double start, double stop, double step, DType dtype) {
        Required.argument("arange", "dtype", dtype);
        return Creation.arange(start, stop, step, dtype);
    }

    // ---- shapes

    /**
     * The elements in another dtype, converted as C casts: {@code out[i] = (dtype) x[i]}.
     *
     * {@snippet :
     * IO.println(astype(array(1.7f, -1.7f), DType.INT32));       // prints: array([1, -1], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent in the dtype of x; none through integers and bool.
     *
     * @param x any shape and dtype
     * @return the shape of x; this dtype
     */
    public static Array astype(Array x, DType dtype) {
        Required.argument("astype", "x", x);
        return x.astype(dtype);
    }

    /**
     * The same bytes as elements of another dtype; where the widths differ the last axis gets longer or shorter. Seen as bool, every byte
     * but 0 is true.
     */
    public static Array view(Array x, DType dtype) {
        Required.argument("view", "x", x);
        return x.view(dtype);
    }

    /** The same elements, in memory in row-major order without gaps. */
    public static Array contiguous(Array x) {
        Required.argument("contiguous", "x", x);
        return x.contiguous();
    }

    /**
     * Elements at any strides, which may overlap.
     *
     * @param strides the distance in row-major order between neighbours along each axis
     * @param offset the place in row-major order of the first element
     */
    public static Array asStrided(Array x, Shape shape, long[] strides, long offset) {
        Required.argument("as_strided", "x", x);
        return x.asStrided(shape, strides, offset);
    }

    /**
     * The same elements in row-major order under another shape.
     *
     * {@snippet :
     * IO.println(reshape(arange(6), 2, -1).shape());       // prints: (2, 3)
     * }
     *
     * <p>Gradient: the cotangent under the shape of x.
     *
     * @param x any shape and dtype
     * @param shape one length may be -1: what is left
     * @return of this shape; the dtype of x
     * @throws ShapeException if the numbers of elements differ
     */
    public static Array reshape(Array x, int... shape) {
        Required.argument("reshape", "x", x);
        return x.reshape(shape);
    }

    /**
     * Axes in a new order: {@code out.shape(i) = x.shape(axes[i])}; without axes reversed. No element moves.
     *
     * {@snippet :
     * IO.println(transpose(ones(2, 3, 4), 0, 2, 1).shape());       // prints: (2, 4, 3)
     * IO.println(transpose(ones(2, 3)).shape());                   // prints: (3, 2)
     * }
     *
     * <p>Gradient: the cotangent with its axes in the former order.
     *
     * @param x any shape and dtype
     * @param axes each of them once; negative ones count from the end
     * @return the dtype of x
     * @throws ShapeException if an axis is out of range, given twice or absent
     */
    public static Array transpose(Array x, int... axes) {
        Required.argument("transpose", "x", x);
        return x.transpose(axes);
    }

    /** Axes in a new order; without axes reversed. */
    public static Array permuteDims(Array x, int... axes) {
        Required.argument("permute_dims", "x", x);
        return x.permuteDims(axes);
    }

    /** Two axes exchanged. */
    public static Array swapaxes(Array x, int first, int second) {
        Required.argument("swapaxes", "x", x);
        return x.swapaxes(first, second);
    }

    /** One axis moved to another place. */
    public static Array moveaxis(Array x, int source, int destination) {
        Required.argument("moveaxis", "x", x);
        return x.moveaxis(source, destination);
    }

    /**
     * New axes of length 1.
     *
     * {@snippet :
     * IO.println(expandDims(ones(2, 3), 0, -1).shape());       // prints: (1, 2, 3, 1)
     * }
     *
     * <p>Gradient: the cotangent without the axes.
     *
     * @param x any shape and dtype
     * @param axes places in the result; negative ones count from its end
     * @return the dtype of x
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array expandDims(Array x, int... axes) {
        Required.argument("expand_dims", "x", x);
        return x.expandDims(axes);
    }

    /**
     * Without the given axes of length 1; without arguments, without all of them.
     *
     * {@snippet :
     * IO.println(squeeze(ones(1, 3, 1)).shape());       // prints: (3,)
     * }
     *
     * <p>Gradient: the cotangent with the axes.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end
     * @return the dtype of x
     * @throws ShapeException if an axis is out of range, given twice, or of another length
     */
    public static Array squeeze(Array x, int... axes) {
        Required.argument("squeeze", "x", x);
        return x.squeeze(axes);
    }

    /** The axes from {@code start} to {@code end} (inclusive) as one. */
    public static Array flatten(Array x, int start, int end) {
        Required.argument("flatten", "x", x);
        return x.flatten(start, end);
    }

    /**
     * All axes as one, in row-major order: (a, b, c) becomes (a * b * c).
     *
     * {@snippet :
     * IO.println(flatten(ones(2, 3)).shape());       // prints: (6,)
     * }
     *
     * <p>Gradient: the cotangent under the shape of x.
     *
     * @param x any shape and dtype
     * @return a vector, of a scalar too; the dtype of x
     */
    public static Array flatten(Array x) {
        Required.argument("flatten", "x", x);
        return x.flatten();
    }

    /** One axis as several; one length may be -1: what is left. */
    public static Array unflatten(Array x, int axis, int... shape) {
        Required.argument("unflatten", "x", x);
        return x.unflatten(axis, shape);
    }

    /** At least one axis: a scalar becomes a vector. */
    public static Array atleast1d(Array x) {
        Required.argument("atleast1d", "x", x);
        return x.atleast1d();
    }

    /** {@link #atleast1d(Array)} of each array. */
    public static List<Array> atleast1d(Array... arrays) {
        Required.arguments("atleast1d", "arrays", arrays);
        return Arrays.stream(arrays).map(Mx::atleast1d).toList();
    }

    /** At least two axes: a vector becomes a row. */
    public static Array atleast2d(Array x) {
        Required.argument("atleast2d", "x", x);
        return x.atleast2d();
    }

    /** {@link #atleast2d(Array)} of each array. */
    public static List<Array> atleast2d(Array... arrays) {
        Required.arguments("atleast2d", "arrays", arrays);
        return Arrays.stream(arrays).map(Mx::atleast2d).toList();
    }

    /** At least three axes: (n) becomes (1, n, 1), and (n, m) becomes (n, m, 1). */
    public static Array atleast3d(Array x) {
        Required.argument("atleast3d", "x", x);
        return x.atleast3d();
    }

    /** {@link #atleast3d(Array)} of each array. */
    public static List<Array> atleast3d(Array... arrays) {
        Required.arguments("atleast3d", "arrays", arrays);
        return Arrays.stream(arrays).map(Mx::atleast3d).toList();
    }

    /** The elements in opposite order along some axes; without axes along all. */
    public static Array flip(Array x, int... axes) {
        Required.argument("flip", "x", x);
        return x.flip(axes);
    }

    /** All elements moved forward in row-major order, those that leave at the end coming in at the start. */
    public static Array roll(Array x, int shift) {
        Required.argument("roll", "x", x);
        return x.roll(shift);
    }

    /** The elements moved forward along an axis, those that leave at the end coming in at the start. */
    public static Array roll(Array x, int shift, int axis) {
        return roll(x, new int[] {shift}, new int[] {axis});
    }

    /** The elements moved forward along axes, each by its own shift or all by one. */
    public static Array roll(Array x, int[] shifts, int[] axes) {
        Required.argument("roll", "x", x);
        return x.roll(shifts, axes);
    }

    /** The array side by side with itself, as many times along each of the last axes as said. */
    public static Array tile(Array x, int... repetitions) {
        Required.argument("tile", "x", x);
        return x.tile(repetitions);
    }

    /** Each element some times in a row, in row-major order, as a vector. */
    public static Array repeat(Array x, int repetitions) {
        Required.argument("repeat", "x", x);
        return x.repeat(repetitions);
    }

    /**
     * Each slice along an axis some times in a row: {@code out[i] = x[i / repetitions]}.
     *
     * {@snippet :
     * IO.println(repeat(array(1, 2), 2, 0));       // prints: array([1, 1, 2, 2], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangents of the copies, summed.
     *
     * @param x any shape and dtype
     * @param axis a negative one counts from the end
     * @return the shape of x with this axis {@code repetitions} times as long; the dtype of x
     * @throws ShapeException if the axis is out of range or {@code repetitions} negative
     */
    public static Array repeat(Array x, int repetitions, int axis) {
        Required.argument("repeat", "x", x);
        return x.repeat(repetitions, axis);
    }

    /** Zeros around an array, as many on every side. */
    public static Array pad(Array x, int width) {
        Required.argument("pad", "x", x);
        return x.pad(width);
    }

    /** Zeros around an array, the same numbers before and after it along every axis. */
    public static Array pad(Array x, int before, int after) {
        Required.argument("pad", "x", x);
        return x.pad(before, after);
    }

    /**
     * A constant around an array: an axis of length n gets {@code before + n + after}.
     *
     * {@snippet :
     * IO.println(pad(array(1, 2), new int[][] {{1, 2}}, 0));       // prints: array([0, 1, 2, 0, 0], dtype=int32)
     * }
     *
     * <p>Gradient: the part of the cotangent where x lies.
     *
     * @param x any shape and dtype
     * @param widths for each axis how many before it, and how many after it
     * @return the dtype of x
     * @throws ShapeException if there is not a pair of numbers for each axis, or one is negative
     */
    public static Array pad(Array x, int[][] widths, Number value) {
        Required.argument("pad", "x", x);
        return x.pad(widths, value);
    }

    /** A constant around an array: for each axis how often before it, and how often after it. */
    public static Array pad(Array x, int[][] widths, Array value) {
        Required.argument("pad", "x", x);
        return x.pad(widths, value);
    }

    /** An array continued as {@code mode} says (zeros for a constant): for each axis how far before it, and how far after it. */
    public static Array pad(Array x, int[][] widths, PadMode mode) {
        Required.argument("pad", "x", x);
        return x.pad(widths, mode);
    }

    /** Equal parts along the first axis. */
    public static List<Array> split(Array x, int sections) {
        return split(x, sections, 0);
    }

    /**
     * Equal parts along an axis.
     *
     * {@snippet :
     * IO.println(split(arange(6), 3, 0).get(1));       // prints: array([2, 3], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangents one after the other.
     *
     * @param x any shape and dtype
     * @param axis a negative one counts from the end
     * @return {@code sections} arrays; the dtype of x
     * @throws ShapeException if the axis is out of range, or its length not a multiple of {@code sections}
     */
    public static List<Array> split(Array x, int sections, int axis) {
        Required.argument("split", "x", x);
        return x.split(sections, axis);
    }

    /** Parts along an axis, of which all but the first begin at the given positions. */
    public static List<Array> split(Array x, int[] positions, int axis) {
        Required.argument("split", "x", x);
        return x.split(positions, axis);
    }

    /** The slices along the first axis, without it. */
    public static List<Array> unstack(Array x) {
        return unstack(x, 0);
    }

    /** The slices along an axis, without it. */
    public static List<Array> unstack(Array x, int axis) {
        Required.argument("unstack", "x", x);
        return x.unstack(axis);
    }

    /** Arrays repeated to the shape that all of them can be. */
    public static List<Array> broadcastArrays(Array... arrays) {
        Required.arguments("broadcast_arrays", "arrays", arrays);
        return Shapes.broadcast(List.of(arrays));
    }

    /** The shape that arrays of these shapes are broadcast to. */
    public static Shape broadcastShapes(Shape... shapes) {
        Required.arguments("broadcast_shapes", "shapes", shapes);
        return Shapes.broadcastShape(List.of(shapes));
    }

    /**
     * Repeats x along axes of length 1 and along new leading axes. No element is copied.
     *
     * {@snippet :
     * IO.println(broadcastTo(array(1, 2), 2, 2));       // prints: array([[1, 2],
     * // prints:        [1, 2]], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent, summed over what was repeated.
     *
     * @param x any shape and dtype
     * @return of this shape; the dtype of x
     * @throws ShapeException if the shape of x does not broadcast to it
     */
    public static Array broadcastTo(Array x, int... shape) {
        Required.argument("broadcast_to", "x", x);
        return x.broadcastTo(shape);
    }

    /**
     * Arrays one after the other along an axis: (..., n, ...) and (..., m, ...) become (..., n + m, ...).
     *
     * {@snippet :
     * IO.println(concatenate(List.of(ones(2, 3), ones(2, 1)), 1).shape());       // prints: (2, 4)
     * }
     *
     * <p>Gradient: to each array its part of the cotangent.
     *
     * @param arrays at least one; equally long along the other axes
     * @param axis a negative one counts from the end
     * @return the dtype to which all promote
     * @throws ShapeException if the axis is out of range or the other axes differ
     */
    public static Array concatenate(List<Array> arrays, int axis) {
        Required.arguments("concatenate", "arrays", arrays);
        return Shapes.concatenate(arrays, axis);
    }

    /** {@link #concatenate(List, int)} along the first axis. */
    public static Array concatenate(List<Array> arrays) {
        return concatenate(arrays, 0);
    }

    /** {@link #concatenate(List, int)} along the first axis. */
    public static Array concatenate(Array... arrays) {
        return concatenate(List.of(Required.arguments("concatenate", "arrays", arrays)), 0);
    }

    /** Arrays one after the other along an axis. */
    public static Array concat(List<Array> arrays, int axis) {
        Required.arguments("concat", "arrays", arrays);
        return concatenate(arrays, axis);
    }

    /**
     * Arrays of one shape along a new axis.
     *
     * {@snippet :
     * IO.println(stack(List.of(ones(2, 3), ones(2, 3)), -1).shape());       // prints: (2, 3, 2)
     * }
     *
     * <p>Gradient: to each array its part of the cotangent.
     *
     * @param arrays at least one; of one shape
     * @param axis the new axis' place in the result; a negative one counts from the end
     * @return the dtype to which all promote
     * @throws ShapeException if the axis is out of range or the shapes differ
     */
    public static Array stack(List<Array> arrays, int axis) {
        Required.arguments("stack", "arrays", arrays);
        return Shapes.stack(arrays, axis);
    }

    /** {@link #concatenate(List)}. */
    public static Array concat(List<Array> arrays) {
        Required.arguments("concat", "arrays", arrays);
        return concatenate(arrays);
    }

    /** {@link #concatenate(Array...)}. */
    public static Array concat(Array... arrays) {
        return concat(List.of(Required.arguments("concat", "arrays", arrays)), 0);
    }

    /** Arrays of one shape along a new first axis. */
    public static Array stack(List<Array> arrays) {
        Required.arguments("stack", "arrays", arrays);
        return stack(arrays, 0);
    }

    /** Arrays of one shape along a new first axis. */
    public static Array stack(Array... arrays) {
        Required.arguments("stack", "arrays", arrays);
        return stack(List.of(arrays), 0);
    }

    // ---- parts of what Array.at takes

    /** The whole of an axis, as {@code :} in NumPy. */
    public static Slice all() {
        return Slice.all();
    }

    /** The positions from {@code start} short of {@code stop}, as {@code start:stop} in NumPy. */
    public static Slice slice(int start, int stop) {
        return Slice.of(start, stop);
    }

    /** Every {@code step}th position from {@code start} short of {@code stop}, as {@code start:stop:step} in NumPy. */
    public static Slice slice(int start, int stop, int step) {
        return Slice.of(start, stop, step);
    }

    /** All axes that the other indices do not speak of, as {@code ...} in NumPy. */
    public static Index ellipsis() {
        return Index.ELLIPSIS;
    }

    /** A new axis of length 1, as {@code None} in NumPy. */
    public static Index newAxis() {
        return Index.NEW_AXIS;
    }

    // ---- elementwise functions of several arrays

    /**
     * Sum of elements: {@code out[i] = a[i] + b[i]}.
     *
     * {@snippet :
     * IO.println(add(array(1, 2), array(0.5f)));       // prints: array([1.5, 2.5], dtype=float32)
     * }
     *
     * <p>Gradient: the cotangent, summed over the axes that were broadcast, to both.
     *
     * @return the shape to which a and b broadcast; the dtype to which they promote
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array add(Array a, Array b) {
        Required.argument("add", "a", a);
        return a.add(b);
    }

    /** {@code a + b}. */
    public static Array add(Array a, Number b) {
        Required.argument("add", "a", a);
        return a.add(b);
    }

    /** {@code a + b}. */
    public static Array add(Number a, Array b) {
        Required.argument("add", "a", a);
        Required.argument("add", "b", b);
        return Elementwise.binary(BinaryFunction.ADD, a, b);
    }

    /**
     * Difference of elements: {@code out[i] = a[i] - b[i]}.
     *
     * {@snippet :
     * IO.println(subtract(array(5, 7), array(1, 2)));       // prints: array([4, 5], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent to a, its negative to b.
     *
     * @return the shape to which a and b broadcast; the dtype to which they promote
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array subtract(Array a, Array b) {
        Required.argument("subtract", "a", a);
        return a.subtract(b);
    }

    /** {@code a - b}. */
    public static Array subtract(Array a, Number b) {
        Required.argument("subtract", "a", a);
        return a.subtract(b);
    }

    /** {@code a - b}. */
    public static Array subtract(Number a, Array b) {
        Required.argument("subtract", "a", a);
        Required.argument("subtract", "b", b);
        return Elementwise.binary(BinaryFunction.SUBTRACT, a, b);
    }

    /**
     * Product of elements: {@code out[i] = a[i] * b[i]}. {@link #matmul} is the product of matrices.
     *
     * {@snippet :
     * IO.println(multiply(array(1, 2), array(3, 4)));       // prints: array([3, 8], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent times the other factor.
     *
     * @return the shape to which a and b broadcast; the dtype to which they promote
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array multiply(Array a, Array b) {
        Required.argument("multiply", "a", a);
        return a.multiply(b);
    }

    /** {@code a * b}. */
    public static Array multiply(Array a, Number b) {
        Required.argument("multiply", "a", a);
        return a.multiply(b);
    }

    /** {@code a * b}. */
    public static Array multiply(Number a, Array b) {
        Required.argument("multiply", "a", a);
        Required.argument("multiply", "b", b);
        return Elementwise.binary(BinaryFunction.MULTIPLY, a, b);
    }

    /**
     * Quotient of elements: {@code out[i] = a[i] / b[i]}. A division by zero gives an infinity or NaN. {@link #floorDivide(Array,
     * Array)} is for integers.
     *
     * {@snippet :
     * IO.println(divide(array(7, 8), array(2, 2)));       // prints: array([3.5, 4], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy / b} to a, {@code -dy * a / b^2} to b.
     *
     * @return the shape to which a and b broadcast; the dtype to which they promote, float32 for integers and bool
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array divide(Array a, Array b) {
        Required.argument("divide", "a", a);
        return a.divide(b);
    }

    /** {@code a / b}; integers and bool become float32. */
    public static Array divide(Array a, Number b) {
        Required.argument("divide", "a", a);
        return a.divide(b);
    }

    /** {@code a / b}; integers and bool become float32. */
    public static Array divide(Number a, Array b) {
        Required.argument("divide", "a", a);
        Required.argument("divide", "b", b);
        return Elementwise.binary(BinaryFunction.DIVIDE, a, b);
    }

    /** The remainder of {@code a / b} with the sign of {@code b}. */
    public static Array remainder(Array a, Array b) {
        Required.argument("remainder", "a", a);
        return a.remainder(b);
    }

    /** The remainder of {@code a / b} with the sign of {@code b}. */
    public static Array remainder(Array a, Number b) {
        Required.argument("remainder", "a", a);
        return a.remainder(b);
    }

    /** The remainder of {@code a / b} with the sign of {@code b}. */
    public static Array remainder(Number a, Array b) {
        Required.argument("remainder", "a", a);
        Required.argument("remainder", "b", b);
        return Elementwise.binary(BinaryFunction.REMAINDER, a, b);
    }

    /** {@code a / b} rounded down, so that {@link #remainder} is what is left; 0 for an integer divided by 0. */
    public static Array floorDivide(Array a, Array b) {
        Required.argument("floor_divide", "a", a);
        return a.floorDivide(b);
    }

    /** {@code a / b} rounded down, so that {@link #remainder} is what is left; 0 for an integer divided by 0. */
    public static Array floorDivide(Array a, Number b) {
        Required.argument("floor_divide", "a", a);
        return a.floorDivide(b);
    }

    /** {@code a / b} rounded down, so that {@link #remainder} is what is left; 0 for an integer divided by 0. */
    public static Array floorDivide(Number a, Array b) {
        Required.argument("floor_divide", "a", a);
        Required.argument("floor_divide", "b", b);
        return Elementwise.binary(BinaryFunction.FLOOR_DIVIDE, a, b);
    }

    /** {@code a / b} rounded down, and the remainder, which has the sign of {@code b}. */
    public static List<Array> divmod(Array a, Array b) {
        Required.argument("divmod", "a", a);
        return a.divmod(b);
    }

    /** {@code a / b} rounded down, and the remainder, which has the sign of {@code b}. */
    public static List<Array> divmod(Array a, Number b) {
        Required.argument("divmod", "a", a);
        return a.divmod(b);
    }

    /** {@code a / b} rounded down, and the remainder, which has the sign of {@code b}. */
    public static List<Array> divmod(Number a, Array b) {
        Required.argument("divmod", "a", a);
        Required.argument("divmod", "b", b);
        return divmod(Scalars.like("divmod", b, a), b);
    }

    /**
     * Power of elements: {@code out[i] = a[i] ^ b[i]}. An integer to a negative integer is 0. A complex zero to an exponent with a
     * negative real part is, as its reciprocal, infinity with a NaN, and NaN where the real part is 0.
     *
     * {@snippet :
     * IO.println(power(array(2f, 3f), array(3, 2)));       // prints: array([8, 9], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * b * a^(b - 1)} to a, {@code dy * a^b * log(a)} to b.
     *
     * @return the shape to which a and b broadcast; the dtype to which they promote
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array power(Array a, Array b) {
        Required.argument("power", "a", a);
        return a.power(b);
    }

    /** {@code a} to the power of {@code b}. */
    public static Array power(Array a, Number b) {
        Required.argument("power", "a", a);
        return a.power(b);
    }

    /** {@code a} to the power of {@code b}. */
    public static Array power(Number a, Array b) {
        Required.argument("power", "a", a);
        Required.argument("power", "b", b);
        return Elementwise.binary(BinaryFunction.POWER, a, b);
    }

    /**
     * The larger one of two elements; NaN if either is.
     *
     * {@snippet :
     * IO.println(maximum(array(-1f, 2f), array(0f, 0f)));       // prints: array([0, 2], dtype=float32)
     * }
     *
     * <p>Gradient: the cotangent to the larger one, to b where both are equal.
     *
     * @return the shape to which a and b broadcast; the dtype to which they promote
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array maximum(Array a, Array b) {
        Required.argument("maximum", "a", a);
        return a.maximum(b);
    }

    /** The larger one; NaN if either is. */
    public static Array maximum(Array a, Number b) {
        Required.argument("maximum", "a", a);
        return a.maximum(b);
    }

    /** The larger one; NaN if either is. */
    public static Array maximum(Number a, Array b) {
        Required.argument("maximum", "a", a);
        Required.argument("maximum", "b", b);
        return Elementwise.binary(BinaryFunction.MAXIMUM, a, b);
    }

    /**
     * The smaller one of two elements; NaN if either is.
     *
     * {@snippet :
     * IO.println(minimum(array(-1f, 2f), array(0f, 0f)));       // prints: array([-1, 0], dtype=float32)
     * }
     *
     * <p>Gradient: the cotangent to the smaller one, to b where both are equal.
     *
     * @return the shape to which a and b broadcast; the dtype to which they promote
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array minimum(Array a, Array b) {
        Required.argument("minimum", "a", a);
        return a.minimum(b);
    }

    /** The smaller one; NaN if either is. */
    public static Array minimum(Array a, Number b) {
        Required.argument("minimum", "a", a);
        return a.minimum(b);
    }

    /** The smaller one; NaN if either is. */
    public static Array minimum(Number a, Array b) {
        Required.argument("minimum", "a", a);
        Required.argument("minimum", "b", b);
        return Elementwise.binary(BinaryFunction.MINIMUM, a, b);
    }

    /**
     * {@code log(exp(a) + exp(b))} without overflow; integers and bool become float32. Of complex numbers the principal value, whose imaginary
     * part lies between -pi and pi.
     */
    public static Array logaddexp(Array a, Array b) {
        Required.argument("logaddexp", "a", a);
        return a.logaddexp(b);
    }

    /** {@code log(exp(a) + exp(b))} without overflow; integers and bool become float32. */
    public static Array logaddexp(Array a, Number b) {
        Required.argument("logaddexp", "a", a);
        return a.logaddexp(b);
    }

    /** {@code log(exp(a) + exp(b))} without overflow; integers and bool become float32. */
    public static Array logaddexp(Number a, Array b) {
        Required.argument("logaddexp", "a", a);
        Required.argument("logaddexp", "b", b);
        return Elementwise.binary(BinaryFunction.LOG_ADD_EXP, a, b);
    }

    /** The angle of the point (b, a) in radians; integers and bool become float32. */
    public static Array arctan2(Array a, Array b) {
        Required.argument("arctan2", "a", a);
        return a.arctan2(b);
    }

    /** The angle of the point (b, a) in radians; integers and bool become float32. */
    public static Array arctan2(Array a, Number b) {
        Required.argument("arctan2", "a", a);
        return a.arctan2(b);
    }

    /** The angle of the point (b, a) in radians; integers and bool become float32. */
    public static Array arctan2(Number a, Array b) {
        Required.argument("arctan2", "a", a);
        Required.argument("arctan2", "b", b);
        return Elementwise.binary(BinaryFunction.ARCTAN2, a, b);
    }

    /** {@code a == b}; bool. */
    public static Array equal(Array a, Array b) {
        Required.argument("equal", "a", a);
        return a.equal(b);
    }

    /** {@code a == b}; bool. */
    public static Array equal(Array a, Number b) {
        Required.argument("equal", "a", a);
        return a.equal(b);
    }

    /** {@code a == b}; bool. */
    public static Array equal(Number a, Array b) {
        Required.argument("equal", "a", a);
        Required.argument("equal", "b", b);
        return Elementwise.binary(BinaryFunction.EQUAL, a, b);
    }

    /** {@code a == b}; bool. */
    public static Array equal(Array a, boolean b) {
        return equal(a, Scalars.of(b));
    }

    /** {@code a == b}; bool. */
    public static Array equal(boolean a, Array b) {
        return equal(Scalars.of(a), b);
    }

    /** {@code a != b}; bool. */
    public static Array notEqual(Array a, Array b) {
        Required.argument("not_equal", "a", a);
        return a.notEqual(b);
    }

    /** {@code a != b}; bool. */
    public static Array notEqual(Array a, Number b) {
        Required.argument("not_equal", "a", a);
        return a.notEqual(b);
    }

    /** {@code a != b}; bool. */
    public static Array notEqual(Number a, Array b) {
        Required.argument("not_equal", "a", a);
        Required.argument("not_equal", "b", b);
        return Elementwise.binary(BinaryFunction.NOT_EQUAL, a, b);
    }

    /** {@code a != b}; bool. */
    public static Array notEqual(Array a, boolean b) {
        return notEqual(a, Scalars.of(b));
    }

    /** {@code a != b}; bool. */
    public static Array notEqual(boolean a, Array b) {
        return notEqual(Scalars.of(a), b);
    }

    /** {@code a < b}; bool. Complex numbers are compared by their real, then their imaginary parts, and not at all beside NaN. */
    public static Array less(Array a, Array b) {
        Required.argument("less", "a", a);
        return a.less(b);
    }

    /** {@code a < b}; bool. */
    public static Array less(Array a, Number b) {
        Required.argument("less", "a", a);
        return a.less(b);
    }

    /** {@code a < b}; bool. */
    public static Array less(Number a, Array b) {
        Required.argument("less", "a", a);
        Required.argument("less", "b", b);
        return Elementwise.binary(BinaryFunction.LESS, a, b);
    }

    /** {@code a <= b}; bool. */
    public static Array lessEqual(Array a, Array b) {
        Required.argument("less_equal", "a", a);
        return a.lessEqual(b);
    }

    /** {@code a <= b}; bool. */
    public static Array lessEqual(Array a, Number b) {
        Required.argument("less_equal", "a", a);
        return a.lessEqual(b);
    }

    /** {@code a <= b}; bool. */
    public static Array lessEqual(Number a, Array b) {
        Required.argument("less_equal", "a", a);
        Required.argument("less_equal", "b", b);
        return Elementwise.binary(BinaryFunction.LESS_EQUAL, a, b);
    }

    /**
     * Whether elements are larger: {@code out[i] = a[i] > b[i]}. Complex numbers are compared by their real, then their imaginary parts.
     *
     * {@snippet :
     * IO.println(greater(array(1, 5), array(3, 3)));       // prints: array([False, True], dtype=bool)
     * }
     *
     * <p>Nothing flows back: the gradient is 0.
     *
     * @return the shape to which a and b broadcast; bool
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array greater(Array a, Array b) {
        Required.argument("greater", "a", a);
        return a.greater(b);
    }

    /** {@code a > b}; bool. */
    public static Array greater(Array a, Number b) {
        Required.argument("greater", "a", a);
        return a.greater(b);
    }

    /** {@code a > b}; bool. */
    public static Array greater(Number a, Array b) {
        Required.argument("greater", "a", a);
        Required.argument("greater", "b", b);
        return Elementwise.binary(BinaryFunction.GREATER, a, b);
    }

    /** {@code a >= b}; bool. */
    public static Array greaterEqual(Array a, Array b) {
        Required.argument("greater_equal", "a", a);
        return a.greaterEqual(b);
    }

    /** {@code a >= b}; bool. */
    public static Array greaterEqual(Array a, Number b) {
        Required.argument("greater_equal", "a", a);
        return a.greaterEqual(b);
    }

    /** {@code a >= b}; bool. */
    public static Array greaterEqual(Number a, Array b) {
        Required.argument("greater_equal", "a", a);
        Required.argument("greater_equal", "b", b);
        return Elementwise.binary(BinaryFunction.GREATER_EQUAL, a, b);
    }

    /** True where both are nonzero; bool. */
    public static Array logicalAnd(Array a, Array b) {
        Required.argument("logical_and", "a", a);
        return a.logicalAnd(b);
    }

    /** True where both are nonzero; bool. */
    public static Array logicalAnd(Array a, Number b) {
        Required.argument("logical_and", "a", a);
        return a.logicalAnd(b);
    }

    /** True where both are nonzero; bool. */
    public static Array logicalAnd(Number a, Array b) {
        Required.argument("logical_and", "a", a);
        Required.argument("logical_and", "b", b);
        return Elementwise.binary(BinaryFunction.LOGICAL_AND, a, b);
    }

    /** True where both are nonzero; bool. */
    public static Array logicalAnd(Array a, boolean b) {
        return logicalAnd(a, Scalars.of(b));
    }

    /** True where both are nonzero; bool. */
    public static Array logicalAnd(boolean a, Array b) {
        return logicalAnd(Scalars.of(a), b);
    }

    /** True where one is nonzero; bool. */
    public static Array logicalOr(Array a, Array b) {
        Required.argument("logical_or", "a", a);
        return a.logicalOr(b);
    }

    /** True where one is nonzero; bool. */
    public static Array logicalOr(Array a, Number b) {
        Required.argument("logical_or", "a", a);
        return a.logicalOr(b);
    }

    /** True where one is nonzero; bool. */
    public static Array logicalOr(Number a, Array b) {
        Required.argument("logical_or", "a", a);
        Required.argument("logical_or", "b", b);
        return Elementwise.binary(BinaryFunction.LOGICAL_OR, a, b);
    }

    /** True where one is nonzero; bool. */
    public static Array logicalOr(Array a, boolean b) {
        return logicalOr(a, Scalars.of(b));
    }

    /** True where one is nonzero; bool. */
    public static Array logicalOr(boolean a, Array b) {
        return logicalOr(Scalars.of(a), b);
    }

    /** True where exactly one is nonzero; bool. */
    public static Array logicalXor(Array a, Array b) {
        Required.argument("logical_xor", "a", a);
        return a.logicalXor(b);
    }

    /** True where exactly one is nonzero; bool. */
    public static Array logicalXor(Array a, Number b) {
        Required.argument("logical_xor", "a", a);
        return a.logicalXor(b);
    }

    /** True where exactly one is nonzero; bool. */
    public static Array logicalXor(Number a, Array b) {
        Required.argument("logical_xor", "a", a);
        Required.argument("logical_xor", "b", b);
        return Arithmetic.exclusiveOr(Scalars.of(a), b);
    }

    /** True where exactly one is nonzero; bool. */
    public static Array logicalXor(Array a, boolean b) {
        return logicalXor(a, Scalars.of(b));
    }

    /** True where exactly one is nonzero; bool. */
    public static Array logicalXor(boolean a, Array b) {
        return logicalXor(Scalars.of(a), b);
    }

    /** Bits that both have; integers and bool. */
    public static Array bitwiseAnd(Array a, Array b) {
        Required.argument("bitwise_and", "a", a);
        return a.bitwiseAnd(b);
    }

    /** Bits that both have; integers and bool. */
    public static Array bitwiseAnd(Array a, Number b) {
        Required.argument("bitwise_and", "a", a);
        return a.bitwiseAnd(b);
    }

    /** Bits that both have; integers and bool. */
    public static Array bitwiseAnd(Number a, Array b) {
        Required.argument("bitwise_and", "a", a);
        Required.argument("bitwise_and", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_AND, a, b);
    }

    /** Bits that both have; integers and bool. */
    public static Array bitwiseAnd(Array a, boolean b) {
        return bitwiseAnd(a, Scalars.of(b));
    }

    /** Bits that both have; integers and bool. */
    public static Array bitwiseAnd(boolean a, Array b) {
        return bitwiseAnd(Scalars.of(a), b);
    }

    /** Bits that one has; integers and bool. */
    public static Array bitwiseOr(Array a, Array b) {
        Required.argument("bitwise_or", "a", a);
        return a.bitwiseOr(b);
    }

    /** Bits that one has; integers and bool. */
    public static Array bitwiseOr(Array a, Number b) {
        Required.argument("bitwise_or", "a", a);
        return a.bitwiseOr(b);
    }

    /** Bits that one has; integers and bool. */
    public static Array bitwiseOr(Number a, Array b) {
        Required.argument("bitwise_or", "a", a);
        Required.argument("bitwise_or", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_OR, a, b);
    }

    /** Bits that one has; integers and bool. */
    public static Array bitwiseOr(Array a, boolean b) {
        return bitwiseOr(a, Scalars.of(b));
    }

    /** Bits that one has; integers and bool. */
    public static Array bitwiseOr(boolean a, Array b) {
        return bitwiseOr(Scalars.of(a), b);
    }

    /** Bits that exactly one has; integers and bool. */
    public static Array bitwiseXor(Array a, Array b) {
        Required.argument("bitwise_xor", "a", a);
        return a.bitwiseXor(b);
    }

    /** Bits that exactly one has; integers and bool. */
    public static Array bitwiseXor(Array a, Number b) {
        Required.argument("bitwise_xor", "a", a);
        return a.bitwiseXor(b);
    }

    /** Bits that exactly one has; integers and bool. */
    public static Array bitwiseXor(Number a, Array b) {
        Required.argument("bitwise_xor", "a", a);
        Required.argument("bitwise_xor", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_XOR, a, b);
    }

    /** Bits that exactly one has; integers and bool. */
    public static Array bitwiseXor(Array a, boolean b) {
        return bitwiseXor(a, Scalars.of(b));
    }

    /** Bits that exactly one has; integers and bool. */
    public static Array bitwiseXor(boolean a, Array b) {
        return bitwiseXor(Scalars.of(a), b);
    }

    /** {@code a} shifted left by {@code b} bits; integers. */
    public static Array leftShift(Array a, Array b) {
        Required.argument("left_shift", "a", a);
        return a.leftShift(b);
    }

    /** {@code a} shifted left by {@code b} bits; integers. */
    public static Array leftShift(Array a, Number b) {
        Required.argument("left_shift", "a", a);
        return a.leftShift(b);
    }

    /** {@code a} shifted left by {@code b} bits; integers. */
    public static Array leftShift(Number a, Array b) {
        Required.argument("left_shift", "a", a);
        Required.argument("left_shift", "b", b);
        return Elementwise.binary(BinaryFunction.LEFT_SHIFT, a, b);
    }

    /** {@code a} shifted right by {@code b} bits; integers. */
    public static Array rightShift(Array a, Array b) {
        Required.argument("right_shift", "a", a);
        return a.rightShift(b);
    }

    /** {@code a} shifted right by {@code b} bits; integers. */
    public static Array rightShift(Array a, Number b) {
        Required.argument("right_shift", "a", a);
        return a.rightShift(b);
    }

    /** {@code a} shifted right by {@code b} bits; integers. */
    public static Array rightShift(Number a, Array b) {
        Required.argument("right_shift", "a", a);
        Required.argument("right_shift", "b", b);
        return Elementwise.binary(BinaryFunction.RIGHT_SHIFT, a, b);
    }

    /**
     * Chooses between elements: {@code out[i] = condition[i] ? a[i] : b[i]}.
     *
     * {@snippet :
     * Array x = array(-1f, 2f);
     * IO.println(where(greater(x, 0), x, zerosLike(x)));       // prints: array([0, 2], dtype=float32)
     * }
     *
     * <p>Gradient: the cotangent to what was chosen, 0 to the other.
     *
     * @param condition bool; other dtypes are true where they are not zero
     * @return the shape to which all three broadcast; the dtype to which a and b promote
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Array where(Array condition, Array a, Array b) {
        Required.argument("where", "condition", condition);
        Required.argument("where", "a", a);
        Required.argument("where", "b", b);
        return Elementwise.where(condition, a, b);
    }

    /** {@code condition ? a : b}. */
    public static Array where(Array condition, Array a, Number b) {
        Required.argument("where", "condition", condition);
        Required.argument("where", "a", a);
        Required.argument("where", "b", b);
        return where(condition, a, Scalars.like("where", a, b));
    }

    /** {@code condition ? a : b}. */
    public static Array where(Array condition, Number a, Number b) {
        Required.argument("where", "condition", condition);
        Required.argument("where", "a", a);
        Required.argument("where", "b", b);
        return where(condition, Scalars.of(a), Scalars.of(b));
    }

    /** {@code condition ? a : b}. */
    public static Array where(Array condition, Number a, Array b) {
        Required.argument("where", "condition", condition);
        Required.argument("where", "a", a);
        Required.argument("where", "b", b);
        return where(condition, Scalars.like("where", b, a), b);
    }

    /** {@code condition ? a : b}. */
    public static Array where(Array condition, Array a, boolean b) {
        Required.argument("where", "condition", condition);
        Required.argument("where", "a", a);
        return where(condition, a, Scalars.of(b));
    }

    /** {@code condition ? a : b}. */
    public static Array where(Array condition, boolean a, boolean b) {
        Required.argument("where", "condition", condition);
        return where(condition, Scalars.of(a), Scalars.of(b));
    }

    /** {@code condition ? a : b}. */
    public static Array where(Array condition, boolean a, Array b) {
        Required.argument("where", "condition", condition);
        Required.argument("where", "b", b);
        return where(condition, Scalars.of(a), b);
    }

    /**
     * Moves each element into {@code [low, high]}: {@code out[i] = min(max(x[i], low), high)}. The upper bound wins, and null is no
     * bound.
     *
     * {@snippet :
     * IO.println(clip(array(-3f, 0.5f, 3f), -1, 1));       // prints: array([-1, 0.5, 1], dtype=float32)
     * }
     *
     * <p>Gradient: the cotangent where {@code low < x < high}, else 0.
     *
     * @param x any shape
     * @return the shape of x; its dtype, or that of a bound of a higher kind
     */
    public static Array clip(Array x, @Nullable Number low, @Nullable Number high) {
        Required.argument("clip", "x", x);
        return x.clip(low, high);
    }

    /** Each element moved into {@code [low, high]}; the upper bound wins, and null is no bound. */
    public static Array clip(Array x, @Nullable Array low, @Nullable Array high) {
        Required.argument("clip", "x", x);
        return x.clip(low, high);
    }

    /** True where {@code |a - b| <= 1e-8 + 1e-5 |b|}, infinities being close to themselves alone and NaN to nothing; bool. */
    public static Array isclose(Array a, Array b) {
        return isclose(a, b, 1e-5, 1e-8, false);
    }

    /**
     * True where {@code |a - b| <= atol + rtol |b|}, infinities being close to themselves alone; bool.
     *
     * @param equalNan whether NaN is close to NaN
     */
    public static Array isclose(Array a, Array b, double rtol, double atol, boolean equalNan) {
        Required.argument("isclose", "a", a);
        return a.isclose(b, rtol, atol, equalNan);
    }

    /** Whether {@link #isclose(Array, Array)} is true everywhere; bool. */
    public static Array allclose(Array a, Array b) {
        Required.argument("allclose", "a", a);
        return a.allclose(b);
    }

    /** Whether {@link #isclose(Array, Array, double, double, boolean)} is true everywhere; bool. */
    public static Array allclose(Array a, Array b, double rtol, double atol, boolean equalNan) {
        Required.argument("allclose", "a", a);
        return a.allclose(b, rtol, atol, equalNan);
    }

    /** Whether two arrays have the same shape and equal elements; bool. */
    public static Array arrayEqual(Array a, Array b) {
        return arrayEqual(a, b, false);
    }

    /** Whether two arrays have the same shape and equal elements, where NaN may count as equal to NaN; bool. */
    public static Array arrayEqual(Array a, Array b, boolean equalNan) {
        Required.argument("array_equal", "a", a);
        return a.arrayEqual(b, equalNan);
    }

    // ---- dtypes

    /** The dtype of the result of combining arrays. */
    public static DType resultType(Array... arrays) {
        Required.arguments("result_type", "arrays", arrays);
        return resultType(Arrays.stream(arrays).map(Array::dtype).toArray(DType[]::new));
    }

    /** The dtype of the result of combining arrays of these dtypes. */
    public static DType resultType(DType... dtypes) {
        Required.arguments("result_type", "dtypes", dtypes);
        return Arrays.stream(dtypes)
                .reduce(DType::promote)
                .orElseThrow(() -> new DTypeException("result_type", "no arrays and no dtypes"));
    }

    /** Whether {@code to} holds what combining arrays of both dtypes gives. */
    public static boolean canCast(DType from, DType to) {
        Required.argument("can_cast", "from", from);
        Required.argument("can_cast", "to", to);
        return DType.promote(from, to) == to;
    }

    /** Whether a dtype belongs to a category. */
    public static boolean issubdtype(DType dtype, DTypeCategory category) {
        Required.argument("issubdtype", "dtype", dtype);
        Required.argument("issubdtype", "category", category);
        return DTypeCategory.of(dtype).isWithin(category);
    }

    /**
     * Whether a dtype is of one of the kinds that the array API standard names: {@code bool}, {@code signed integer}, {@code unsigned
     * integer}, {@code integral}, {@code real floating}, {@code complex floating}, {@code numeric}; a dtype's own name is one, too.
     *
     * @throws DTypeException if there is no such kind
     */
    public static boolean isdtype(DType dtype, String... kinds) {
        Required.argument("isdtype", "dtype", dtype);
        Required.arguments("isdtype", "kinds", kinds);
        return Arrays.stream(kinds).anyMatch(kind -> DTypeCategory.isOfKind(dtype, kind));
    }

    /** Whether a category lies within another or is the same. */
    public static boolean issubdtype(DTypeCategory category, DTypeCategory other) {
        Required.argument("issubdtype", "category", category);
        Required.argument("issubdtype", "other", other);
        return category.isWithin(other);
    }

    /**
     * Limits and precision of a floating dtype.
     *
     * @param dtype complex64 stands for its parts' float32
     * @throws DTypeException of integers and bool
     */
    public static Finfo finfo(DType dtype) {
        Required.argument("finfo", "dtype", dtype);
        return Finfo.of(dtype);
    }

    /**
     * Limits of an integer dtype.
     *
     * @throws DTypeException of other dtypes
     */
    public static Iinfo iinfo(DType dtype) {
        Required.argument("iinfo", "dtype", dtype);
        return Iinfo.of(dtype);
    }

    // ---- reductions

    /** The sum of the elements; bool and small integers are summed in 32 bits. */
    public static Array sum(Array x, int[] axes, boolean keepDims) {
        Required.argument("sum", "x", x);
        return x.sum(axes, keepDims);
    }

    /** The sum of the elements; bool and small integers are summed in 32 bits. */
    public static Array sum(Array x, int axis, boolean keepDims) {
        Required.argument("sum", "x", x);
        return x.sum(axis, keepDims);
    }

    /**
     * Sum along axes: {@code out[i] = sum over j of x[i, j]}.
     *
     * {@snippet :
     * Array x = arange(6).reshape(2, 3);
     * IO.println(sum(x, 0));       // prints: array([3, 5, 7], dtype=int32)
     * IO.println(sum(x));          // prints: array(15, dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent, broadcast to the shape of x.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype, int32 or uint32 for smaller integers, int32 for bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array sum(Array x, int... axes) {
        Required.argument("sum", "x", x);
        return x.sum(axes);
    }

    /** The sum of the elements; bool and small integers are summed in 32 bits. Over all axes. */
    public static Array sum(Array x) {
        Required.argument("sum", "x", x);
        return x.sum();
    }

    /** The sum of the elements; bool and small integers are summed in 32 bits. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array sum(Array x, boolean keepDims) {
        Required.argument("sum", "x", x);
        return x.sum(keepDims);
    }

    /** As {@link #sum(Array, int[], boolean)}, of elements converted to a dtype before they are added, which is that of the result. */
    public static Array sum(Array x, int[] axes, boolean keepDims, DType dtype) {
        Required.argument("sum", "x", x);
        return x.sum(axes, keepDims, dtype);
    }

    /** As {@link #sum(Array, int...)}, of elements converted to a dtype before they are added. */
    public static Array sum(Array x, int axis, DType dtype) {
        Required.argument("sum", "x", x);
        return x.sum(axis, dtype);
    }

    /** As {@link #sum(Array)}, of elements converted to a dtype before they are added. */
    public static Array sum(Array x, DType dtype) {
        Required.argument("sum", "x", x);
        return x.sum(dtype);
    }

    /** The product of the elements; bool and small integers are multiplied in 32 bits. */
    public static Array prod(Array x, int[] axes, boolean keepDims) {
        Required.argument("prod", "x", x);
        return x.prod(axes, keepDims);
    }

    /** The product of the elements; bool and small integers are multiplied in 32 bits. */
    public static Array prod(Array x, int axis, boolean keepDims) {
        Required.argument("prod", "x", x);
        return x.prod(axis, keepDims);
    }

    /**
     * Product along axes: {@code out[i] = product over j of x[i, j]}.
     *
     * {@snippet :
     * IO.println(prod(arange(1, 5).reshape(2, 2), 0));       // prints: array([3, 8], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent times the product of the other elements.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype, int32 or uint32 for smaller integers, int32 for bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array prod(Array x, int... axes) {
        Required.argument("prod", "x", x);
        return x.prod(axes);
    }

    /** The product of the elements; bool and small integers are multiplied in 32 bits. Over all axes. */
    public static Array prod(Array x) {
        Required.argument("prod", "x", x);
        return x.prod();
    }

    /** The product of the elements; bool and small integers are multiplied in 32 bits. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array prod(Array x, boolean keepDims) {
        Required.argument("prod", "x", x);
        return x.prod(keepDims);
    }

    /** As {@link #prod(Array, int[], boolean)}, of elements converted to a dtype before they are multiplied, which is that of the result. */
    public static Array prod(Array x, int[] axes, boolean keepDims, DType dtype) {
        Required.argument("prod", "x", x);
        return x.prod(axes, keepDims, dtype);
    }

    /** As {@link #prod(Array, int...)}, of elements converted to a dtype before they are multiplied. */
    public static Array prod(Array x, int axis, DType dtype) {
        Required.argument("prod", "x", x);
        return x.prod(axis, dtype);
    }

    /** As {@link #prod(Array)}, of elements converted to a dtype before they are multiplied. */
    public static Array prod(Array x, DType dtype) {
        Required.argument("prod", "x", x);
        return x.prod(dtype);
    }

    /** The largest element; NaN if there is one. */
    public static Array max(Array x, int[] axes, boolean keepDims) {
        Required.argument("max", "x", x);
        return x.max(axes, keepDims);
    }

    /** The largest element; NaN if there is one. */
    public static Array max(Array x, int axis, boolean keepDims) {
        Required.argument("max", "x", x);
        return x.max(axis, keepDims);
    }

    /**
     * Largest element along axes: {@code out[i] = max over j of x[i, j]}; NaN if there is one.
     *
     * {@snippet :
     * IO.println(max(array(new int[] {1, 5, 2, 4}, Shape.of(2, 2)), 1));       // prints: array([5, 4], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent to the largest elements, in equal shares.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype
     * @throws ShapeException if an axis is out of range, given twice, or without elements
     */
    public static Array max(Array x, int... axes) {
        Required.argument("max", "x", x);
        return x.max(axes);
    }

    /** The largest element; NaN if there is one. Over all axes. */
    public static Array max(Array x) {
        Required.argument("max", "x", x);
        return x.max();
    }

    /** The largest element; NaN if there is one. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array max(Array x, boolean keepDims) {
        Required.argument("max", "x", x);
        return x.max(keepDims);
    }

    /** The smallest element; NaN if there is one. */
    public static Array min(Array x, int[] axes, boolean keepDims) {
        Required.argument("min", "x", x);
        return x.min(axes, keepDims);
    }

    /** The smallest element; NaN if there is one. */
    public static Array min(Array x, int axis, boolean keepDims) {
        Required.argument("min", "x", x);
        return x.min(axis, keepDims);
    }

    /**
     * Smallest element along axes: {@code out[i] = min over j of x[i, j]}; NaN if there is one.
     *
     * {@snippet :
     * IO.println(min(arange(1, 5).reshape(2, 2), 1));       // prints: array([1, 3], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent to the smallest elements, in equal shares.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype
     * @throws ShapeException if an axis is out of range, given twice, or without elements
     */
    public static Array min(Array x, int... axes) {
        Required.argument("min", "x", x);
        return x.min(axes);
    }

    /** The smallest element; NaN if there is one. Over all axes. */
    public static Array min(Array x) {
        Required.argument("min", "x", x);
        return x.min();
    }

    /** The smallest element; NaN if there is one. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array min(Array x, boolean keepDims) {
        Required.argument("min", "x", x);
        return x.min(keepDims);
    }

    /** Whether every element is nonzero; bool. */
    public static Array all(Array x, int[] axes, boolean keepDims) {
        Required.argument("all", "x", x);
        return x.all(axes, keepDims);
    }

    /** Whether every element is nonzero; bool. */
    public static Array all(Array x, int axis, boolean keepDims) {
        Required.argument("all", "x", x);
        return x.all(axis, keepDims);
    }

    /**
     * Whether every element along axes is nonzero: {@code out[i] = x[i, 0] and x[i, 1] and ...}; true of none.
     *
     * {@snippet :
     * IO.println(all(array(1, 0, 2), 0));       // prints: array(False, dtype=bool)
     * }
     *
     * <p>Nothing flows back: the gradient is 0.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array all(Array x, int... axes) {
        Required.argument("all", "x", x);
        return x.all(axes);
    }

    /** Whether every element is nonzero; bool. Over all axes. */
    public static Array all(Array x) {
        Required.argument("all", "x", x);
        return x.all();
    }

    /** Whether every element is nonzero; bool. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array all(Array x, boolean keepDims) {
        Required.argument("all", "x", x);
        return x.all(keepDims);
    }

    /** Whether some element is nonzero; bool. */
    public static Array any(Array x, int[] axes, boolean keepDims) {
        Required.argument("any", "x", x);
        return x.any(axes, keepDims);
    }

    /** Whether some element is nonzero; bool. */
    public static Array any(Array x, int axis, boolean keepDims) {
        Required.argument("any", "x", x);
        return x.any(axis, keepDims);
    }

    /**
     * Whether some element along axes is nonzero: {@code out[i] = x[i, 0] or x[i, 1] or ...}; false of none.
     *
     * {@snippet :
     * IO.println(any(array(1, 0, 2), 0));       // prints: array(True, dtype=bool)
     * }
     *
     * <p>Nothing flows back: the gradient is 0.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array any(Array x, int... axes) {
        Required.argument("any", "x", x);
        return x.any(axes);
    }

    /** Whether some element is nonzero; bool. Over all axes. */
    public static Array any(Array x) {
        Required.argument("any", "x", x);
        return x.any();
    }

    /** Whether some element is nonzero; bool. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array any(Array x, boolean keepDims) {
        Required.argument("any", "x", x);
        return x.any(keepDims);
    }

    /** The arithmetic mean; integers and bool in float32. */
    public static Array mean(Array x, int[] axes, boolean keepDims) {
        Required.argument("mean", "x", x);
        return x.mean(axes, keepDims);
    }

    /** The arithmetic mean; integers and bool in float32. */
    public static Array mean(Array x, int axis, boolean keepDims) {
        Required.argument("mean", "x", x);
        return x.mean(axis, keepDims);
    }

    /**
     * Arithmetic mean along axes: {@code out[i] = sum over j of x[i, j] / n}; NaN of nothing.
     *
     * {@snippet :
     * IO.println(mean(arange(6).reshape(2, 3), 1));       // prints: array([1, 4], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy / n}, broadcast to the shape of x.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype, float32 for integers and bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array mean(Array x, int... axes) {
        Required.argument("mean", "x", x);
        return x.mean(axes);
    }

    /** The arithmetic mean; integers and bool in float32. Over all axes. */
    public static Array mean(Array x) {
        Required.argument("mean", "x", x);
        return x.mean();
    }

    /** The arithmetic mean; integers and bool in float32. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array mean(Array x, boolean keepDims) {
        Required.argument("mean", "x", x);
        return x.mean(keepDims);
    }

    /** As {@link #mean(Array, int[], boolean)}, of elements converted to a floating or complex dtype before they are added, which is that of the result. */
    public static Array mean(Array x, int[] axes, boolean keepDims, DType dtype) {
        Required.argument("mean", "x", x);
        return x.mean(axes, keepDims, dtype);
    }

    /** As {@link #mean(Array, int...)}, of elements converted to a floating or complex dtype before they are added. */
    public static Array mean(Array x, int axis, DType dtype) {
        Required.argument("mean", "x", x);
        return x.mean(axis, dtype);
    }

    /** As {@link #mean(Array)}, of elements converted to a floating or complex dtype before they are added. */
    public static Array mean(Array x, DType dtype) {
        Required.argument("mean", "x", x);
        return x.mean(dtype);
    }

    /**
     * Logarithms of shares along axes: {@code out[i, j] = x[i, j] - log(sum over k of exp(x[i, k]))}, computed without overflow.
     *
     * {@snippet :
     * IO.println(logSoftmax(array(0f, 0f), 0));       // prints: array([-0.693147, -0.693147], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy - softmax(x) * sum(dy)}.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x; its dtype, float32 for integers and bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array logSoftmax(Array x, int... axes) {
        Required.argument("log_softmax", "x", x);
        return x.logSoftmax(axes);
    }

    /** {@link #logSoftmax(Array, int...)} along all axes. */
    public static Array logSoftmax(Array x) {
        Required.argument("log_softmax", "x", x);
        return x.logSoftmax();
    }

    /** {@code log(sum(exp(x)))} without overflow. */
    public static Array logsumexp(Array x, int[] axes, boolean keepDims) {
        Required.argument("logsumexp", "x", x);
        return x.logsumexp(axes, keepDims);
    }

    /** {@code log(sum(exp(x)))} without overflow. */
    public static Array logsumexp(Array x, int axis, boolean keepDims) {
        Required.argument("logsumexp", "x", x);
        return x.logsumexp(axis, keepDims);
    }

    /**
     * Logarithm of the sum of powers along axes, without overflow: {@code out[i] = log(sum over j of exp(x[i, j]))}.
     *
     * {@snippet :
     * IO.println(logsumexp(array(0f, 0f)));       // prints: array(0.693147, dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * softmax(x)}.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype, float32 for integers and bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array logsumexp(Array x, int... axes) {
        Required.argument("logsumexp", "x", x);
        return x.logsumexp(axes);
    }

    /** {@code log(sum(exp(x)))} without overflow. Over all axes. */
    public static Array logsumexp(Array x) {
        Required.argument("logsumexp", "x", x);
        return x.logsumexp();
    }

    /** {@code log(sum(exp(x)))} without overflow. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array logsumexp(Array x, boolean keepDims) {
        Required.argument("logsumexp", "x", x);
        return x.logsumexp(keepDims);
    }

    /** The mean square distance from the mean, dividing by n - {@code correction}; integers and bool in float32. */
    public static Array var(Array x, int[] axes, boolean keepDims, int correction) {
        Required.argument("var", "x", x);
        return x.var(axes, keepDims, correction);
    }

    /** The mean square distance from the mean. Over all axes. */
    public static Array var(Array x) {
        Required.argument("var", "x", x);
        return x.var();
    }

    /**
     * Mean square distance from the mean along axes: {@code out[i] = mean over j of (x[i, j] - m[i])^2}.
     *
     * {@snippet :
     * IO.println(var(array(1f, 2f, 3f, 4f)));       // prints: array(1.25, dtype=float32)
     * }
     *
     * <p>Gradient: {@code 2 dy * (x - m) / n}.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype, float32 for integers, bool and complex64
     * @throws ShapeException if an axis is out of range or given twice
     * @see #var(Array, int[], boolean, int)
     */
    public static Array var(Array x, int... axes) {
        Required.argument("var", "x", x);
        return x.var(axes);
    }

    /** The mean square distance from the mean. Along an axis. */
    public static Array var(Array x, int axis, boolean keepDims) {
        Required.argument("var", "x", x);
        return x.var(axis, keepDims);
    }

    /** The mean square distance from the mean. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array var(Array x, boolean keepDims) {
        Required.argument("var", "x", x);
        return x.var(keepDims);
    }

    /** As {@link #var(Array, int[], boolean, int)}, of elements converted to a floating or complex dtype before anything is computed. */
    public static Array var(Array x, int[] axes, boolean keepDims, int correction, DType dtype) {
        Required.argument("var", "x", x);
        return x.var(axes, keepDims, correction, dtype);
    }

    /** The index of the first largest element or NaN along an axis, or of all elements in row-major order if that is null; uint32. */
    public static Array argmax(Array x, @Nullable Integer axis, boolean keepDims) {
        Required.argument("argmax", "x", x);
        return x.argmax(axis, keepDims);
    }

    /**
     * Index of the first largest element along an axis, or of the first NaN: {@code out[i] = argmax over j of x[i, j]}.
     *
     * {@snippet :
     * IO.println(argmax(array(3f, 9f, 1f), 0));       // prints: array(1, dtype=uint32)
     * }
     *
     * <p>Nothing flows back: the gradient is 0.
     *
     * @param x any shape and dtype
     * @param axis a negative one counts from the end
     * @return the shape of x without the axis; uint32
     * @throws ShapeException if the axis is out of range or without elements
     */
    public static Array argmax(Array x, int axis) {
        return argmax(x, axis, false);
    }

    /** The index of the first smallest element or NaN along an axis, or of all elements in row-major order if that is null; uint32. */
    public static Array argmin(Array x, @Nullable Integer axis, boolean keepDims) {
        Required.argument("argmin", "x", x);
        return x.argmin(axis, keepDims);
    }

    /** The index of the first smallest element along an axis, or of the first NaN; uint32. */
    public static Array argmin(Array x, int axis) {
        return argmin(x, axis, false);
    }

    /**
     * Shares along axes, which add up to 1: {@code out[i, j] = exp(x[i, j]) / sum over k of exp(x[i, k])}, computed without overflow.
     *
     * {@snippet :
     * IO.println(softmax(array(0f, 0f), -1));       // prints: array([0.5, 0.5], dtype=float32)
     * }
     *
     * <p>Gradient: {@code y * (dy - sum(dy * y))}.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x; its dtype, float32 for integers and bool
     * @throws ShapeException if an axis is out of range or given twice
     */
    public static Array softmax(Array x, int... axes) {
        Required.argument("softmax", "x", x);
        return x.softmax(axes);
    }

    /** {@link #softmax(Array, int...)} along all axes. */
    public static Array softmax(Array x) {
        Required.argument("softmax", "x", x);
        return x.softmax();
    }

    /** The standard deviation: the square root of {@link #var(Array, int[], boolean, int)}. */
    public static Array std(Array x, int[] axes, boolean keepDims, int correction) {
        Required.argument("std", "x", x);
        return x.std(axes, keepDims, correction);
    }

    /** The standard deviation. Over all axes. */
    public static Array std(Array x) {
        Required.argument("std", "x", x);
        return x.std();
    }

    /**
     * Standard deviation along axes, the root of {@link #var(Array, int...)}: {@code out[i] = sqrt(mean over j of (x[i, j] - m[i])^2)}.
     *
     * {@snippet :
     * IO.println(std(array(1f, 2f, 3f, 4f)));       // prints: array(1.11803, dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * (x - m) / (n * y)}.
     *
     * @param x any shape and dtype
     * @param axes negative ones count from the end; none means all
     * @return the shape of x without the axes; its dtype, float32 for integers, bool and complex64
     * @throws ShapeException if an axis is out of range or given twice
     * @see #std(Array, int[], boolean, int)
     */
    public static Array std(Array x, int... axes) {
        Required.argument("std", "x", x);
        return x.std(axes);
    }

    /** The standard deviation. Along an axis. */
    public static Array std(Array x, int axis, boolean keepDims) {
        Required.argument("std", "x", x);
        return x.std(axis, keepDims);
    }

    /** The standard deviation. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array std(Array x, boolean keepDims) {
        Required.argument("std", "x", x);
        return x.std(keepDims);
    }

    /** As {@link #std(Array, int[], boolean, int)}, of elements converted to a floating or complex dtype before anything is computed. */
    public static Array std(Array x, int[] axes, boolean keepDims, int correction, DType dtype) {
        Required.argument("std", "x", x);
        return x.std(axes, keepDims, correction, dtype);
    }

    /** The middle element in order, or the mean of the middle two; integers and bool in float32. */
    public static Array median(Array x, int[] axes, boolean keepDims) {
        Required.argument("median", "x", x);
        return x.median(axes, keepDims);
    }

    /** The middle element in order, or the mean of the middle two. Over all axes. */
    public static Array median(Array x) {
        Required.argument("median", "x", x);
        return x.median();
    }

    /** The middle element in order, or the mean of the middle two. Along axes. */
    public static Array median(Array x, int... axes) {
        Required.argument("median", "x", x);
        return x.median(axes);
    }

    /** The middle element in order, or the mean of the middle two. Along an axis. */
    public static Array median(Array x, int axis, boolean keepDims) {
        Required.argument("median", "x", x);
        return x.median(axis, keepDims);
    }

    /** The middle element in order, or the mean of the middle two. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array median(Array x, boolean keepDims) {
        Required.argument("median", "x", x);
        return x.median(keepDims);
    }

    /** How many elements are nonzero; int32. */
    public static Array countNonzero(Array x, int[] axes, boolean keepDims) {
        Required.argument("count_nonzero", "x", x);
        return x.countNonzero(axes, keepDims);
    }

    /** How many elements are nonzero; int32. Over all axes. */
    public static Array countNonzero(Array x) {
        Required.argument("count_nonzero", "x", x);
        return x.countNonzero();
    }

    /** How many elements are nonzero; int32. Along axes. */
    public static Array countNonzero(Array x, int... axes) {
        Required.argument("count_nonzero", "x", x);
        return x.countNonzero(axes);
    }

    /** How many elements are nonzero; int32. Along an axis. */
    public static Array countNonzero(Array x, int axis, boolean keepDims) {
        Required.argument("count_nonzero", "x", x);
        return x.countNonzero(axis, keepDims);
    }

    /** How many elements are nonzero; int32. Over all axes, which stay with length 1 if {@code keepDims}. */
    public static Array countNonzero(Array x, boolean keepDims) {
        Required.argument("count_nonzero", "x", x);
        return x.countNonzero(keepDims);
    }

    /** The index of the first largest of all elements in row-major order, or of the first NaN; uint32. */
    public static Array argmax(Array x, boolean keepDims) {
        Required.argument("argmax", "x", x);
        return x.argmax(keepDims);
    }

    /** The index of the first largest of all elements in row-major order, or of the first NaN; uint32. */
    public static Array argmax(Array x) {
        return argmax(x, false);
    }

    /** The index of the first smallest of all elements in row-major order, or of the first NaN; uint32. */
    public static Array argmin(Array x, boolean keepDims) {
        Required.argument("argmin", "x", x);
        return x.argmin(keepDims);
    }

    /** The index of the first smallest of all elements in row-major order, or of the first NaN; uint32. */
    public static Array argmin(Array x) {
        return argmin(x, false);
    }

    /** The differences of neighbours along an axis, {@code n} times over; each time the axis becomes one shorter. */
    public static Array diff(Array x, int n, int axis) {
        Required.argument("diff", "x", x);
        return x.diff(n, axis);
    }

    /** The differences of neighbours along the last axis. */
    public static Array diff(Array x) {
        return diff(x, 1, -1);
    }

    // ---- scans

    /**
     * The sum of the elements up to each; bool is summed in int32, integers wrap.
     *
     * @param axis null for all elements in row-major order, as a vector
     * @param reverse whether to run from the last element to the first
     * @param inclusive whether each result counts its own element; if not, the first is that of no elements
     */
    public static Array cumsum(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive) {
        Required.argument("cumsum", "x", x);
        return x.cumsum(axis, reverse, inclusive);
    }

    /**
     * Running sum along an axis: {@code out[i, j] = sum over k <= j of x[i, k]}.
     *
     * {@snippet :
     * IO.println(cumsum(arange(4), 0));       // prints: array([0, 1, 3, 6], dtype=int32)
     * }
     *
     * <p>Gradient: the running sum of the cotangent from the other end.
     *
     * @param x any shape and dtype
     * @param axis a negative one counts from the end
     * @return the shape of x; its dtype, int32 for bool
     * @throws ShapeException if the axis is out of range
     * @see #cumsum(Array, Integer, boolean, boolean)
     */
    public static Array cumsum(Array x, int axis) {
        return cumsum(x, axis, false, true);
    }

    /** The sum of the elements up to each; bool is summed in int32, integers wrap. Over all elements in row-major order. */
    public static Array cumsum(Array x) {
        Required.argument("cumsum", "x", x);
        return x.cumsum();
    }

    /** The sum of the elements up to each; bool is summed in int32, integers wrap. Over all elements in row-major order, see {@link #cumsum(Array, Integer, boolean, boolean)}. */
    public static Array cumsum(Array x, boolean reverse, boolean inclusive) {
        return cumsum(x, null, reverse, inclusive);
    }

    /**
     * As {@link #cumsum(Array, Integer, boolean, boolean)}, of elements converted to a dtype before they are added, which is that of the result.
     *
     * @param axis null for all elements in row-major order, as a vector
     */
    public static Array cumsum(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive, DType dtype) {
        Required.argument("cumsum", "x", x);
        return x.cumsum(axis, reverse, inclusive, dtype);
    }

    /** As {@link #cumsum(Array, int)}, of elements converted to a dtype before they are added. */
    public static Array cumsum(Array x, int axis, DType dtype) {
        return cumsum(x, axis, false, true, dtype);
    }

    /** As {@link #cumsum(Array)}, of elements converted to a dtype before they are added. */
    public static Array cumsum(Array x, DType dtype) {
        return cumsum(x, null, false, true, dtype);
    }

    /**
     * The product of the elements up to each; integers wrap.
     *
     * @param axis null for all elements in row-major order, as a vector
     * @param reverse whether to run from the last element to the first
     * @param inclusive whether each result counts its own element; if not, the first is that of no elements
     */
    public static Array cumprod(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive) {
        Required.argument("cumprod", "x", x);
        return x.cumprod(axis, reverse, inclusive);
    }

    /** The product of the elements up to each; integers wrap. Along an axis. */
    public static Array cumprod(Array x, int axis) {
        return cumprod(x, axis, false, true);
    }

    /** The product of the elements up to each; integers wrap. Over all elements in row-major order. */
    public static Array cumprod(Array x) {
        Required.argument("cumprod", "x", x);
        return x.cumprod();
    }

    /** The product of the elements up to each; integers wrap. Over all elements in row-major order, see {@link #cumprod(Array, Integer, boolean, boolean)}. */
    public static Array cumprod(Array x, boolean reverse, boolean inclusive) {
        return cumprod(x, null, reverse, inclusive);
    }

    /**
     * As {@link #cumprod(Array, Integer, boolean, boolean)}, of elements converted to a dtype before they are multiplied, which is that of the result.
     *
     * @param axis null for all elements in row-major order, as a vector
     */
    public static Array cumprod(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive, DType dtype) {
        Required.argument("cumprod", "x", x);
        return x.cumprod(axis, reverse, inclusive, dtype);
    }

    /** As {@link #cumprod(Array, int)}, of elements converted to a dtype before they are multiplied. */
    public static Array cumprod(Array x, int axis, DType dtype) {
        return cumprod(x, axis, false, true, dtype);
    }

    /** As {@link #cumprod(Array)}, of elements converted to a dtype before they are multiplied. */
    public static Array cumprod(Array x, DType dtype) {
        return cumprod(x, null, false, true, dtype);
    }

    /**
     * The largest of the elements up to each; NaN if there is one.
     *
     * @param axis null for all elements in row-major order, as a vector
     * @param reverse whether to run from the last element to the first
     * @param inclusive whether each result counts its own element; if not, the first is that of no elements
     */
    public static Array cummax(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive) {
        Required.argument("cummax", "x", x);
        return x.cummax(axis, reverse, inclusive);
    }

    /** The largest of the elements up to each; NaN if there is one. Along an axis. */
    public static Array cummax(Array x, int axis) {
        return cummax(x, axis, false, true);
    }

    /** The largest of the elements up to each; NaN if there is one. Over all elements in row-major order. */
    public static Array cummax(Array x) {
        Required.argument("cummax", "x", x);
        return x.cummax();
    }

    /** The largest of the elements up to each; NaN if there is one. Over all elements in row-major order, see {@link #cummax(Array, Integer, boolean, boolean)}. */
    public static Array cummax(Array x, boolean reverse, boolean inclusive) {
        return cummax(x, null, reverse, inclusive);
    }

    /**
     * The smallest of the elements up to each; NaN if there is one.
     *
     * @param axis null for all elements in row-major order, as a vector
     * @param reverse whether to run from the last element to the first
     * @param inclusive whether each result counts its own element; if not, the first is that of no elements
     */
    public static Array cummin(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive) {
        Required.argument("cummin", "x", x);
        return x.cummin(axis, reverse, inclusive);
    }

    /** The smallest of the elements up to each; NaN if there is one. Along an axis. */
    public static Array cummin(Array x, int axis) {
        return cummin(x, axis, false, true);
    }

    /** The smallest of the elements up to each; NaN if there is one. Over all elements in row-major order. */
    public static Array cummin(Array x) {
        Required.argument("cummin", "x", x);
        return x.cummin();
    }

    /** The smallest of the elements up to each; NaN if there is one. Over all elements in row-major order, see {@link #cummin(Array, Integer, boolean, boolean)}. */
    public static Array cummin(Array x, boolean reverse, boolean inclusive) {
        return cummin(x, null, reverse, inclusive);
    }

    /**
     * {@code log(cumsum(exp(x)))} without overflow; integers and bool in float32. Of complex numbers the principal values.
     *
     * @param axis null for all elements in row-major order, as a vector
     * @param reverse whether to run from the last element to the first
     * @param inclusive whether each result counts its own element; if not, the first is that of no elements
     */
    public static Array logcumsumexp(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive) {
        Required.argument("logcumsumexp", "x", x);
        return x.logcumsumexp(axis, reverse, inclusive);
    }

    /** {@code log(cumsum(exp(x)))} without overflow; integers and bool in float32. Along an axis. */
    public static Array logcumsumexp(Array x, int axis) {
        return logcumsumexp(x, axis, false, true);
    }

    /** {@code log(cumsum(exp(x)))} without overflow; integers and bool in float32. Over all elements in row-major order. */
    public static Array logcumsumexp(Array x) {
        Required.argument("logcumsumexp", "x", x);
        return x.logcumsumexp();
    }

    /** {@code log(cumsum(exp(x)))} without overflow; integers and bool in float32. Over all elements in row-major order, see {@link #logcumsumexp(Array, Integer, boolean, boolean)}. */
    public static Array logcumsumexp(Array x, boolean reverse, boolean inclusive) {
        return logcumsumexp(x, null, reverse, inclusive);
    }

    // ---- sorting

    /**
     * Ascending order along an axis, NaN last; complex numbers by their real, then their imaginary parts, and last those whose imaginary part, real
     * part, or both are NaN.
     *
     * @param axis null for all elements in row-major order, as a vector; so in the other operations of this kind
     */
    public static Array sort(Array x, @Nullable Integer axis) {
        Required.argument("sort", "x", x);
        return x.sort(axis);
    }

    /**
     * Ascending order along the last axis, NaN last.
     *
     * {@snippet :
     * IO.println(sort(array(3, 1, 2)));       // prints: array([1, 2, 3], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent in the order that the elements had.
     *
     * @param x any shape but that of a scalar, any dtype
     * @return the shape and dtype of x
     * @throws ShapeException of a scalar
     * @see #sort(Array, Integer)
     */
    public static Array sort(Array x) {
        return sort(x, -1);
    }

    /** The uint32 indices that sort along an axis, equal elements in their order, NaN last. */
    public static Array argsort(Array x, @Nullable Integer axis) {
        Required.argument("argsort", "x", x);
        return x.argsort(axis);
    }

    /**
     * The places that elements have in ascending order along the last axis, equal elements in their order, NaN last.
     *
     * {@snippet :
     * IO.println(argsort(array(30, 10, 20)));       // prints: array([1, 2, 0], dtype=uint32)
     * }
     *
     * <p>Nothing flows back: the gradient is 0.
     *
     * @param x any shape but that of a scalar, any dtype
     * @return the shape of x; uint32
     * @throws ShapeException of a scalar
     * @see #argsort(Array, Integer)
     */
    public static Array argsort(Array x) {
        return argsort(x, -1);
    }

    /** Along an axis, an order in which element {@code kth} is the one of the sorted array, none before it is larger, none after smaller. */
    public static Array partition(Array x, int kth, @Nullable Integer axis) {
        Required.argument("partition", "x", x);
        return x.partition(kth, axis);
    }

    /** {@link #partition(Array, int, Integer)} along the last axis. */
    public static Array partition(Array x, int kth) {
        return partition(x, kth, -1);
    }

    /** The uint32 indices of an order that {@link #partition(Array, int, Integer)} may give. */
    public static Array argpartition(Array x, int kth, @Nullable Integer axis) {
        Required.argument("argpartition", "x", x);
        return x.argpartition(kth, axis);
    }

    /** {@link #argpartition(Array, int, Integer)} along the last axis. */
    public static Array argpartition(Array x, int kth) {
        return argpartition(x, kth, -1);
    }

    /** The largest {@code k} elements along an axis, in no particular order. */
    public static Array topk(Array x, int k, @Nullable Integer axis) {
        Required.argument("topk", "x", x);
        return x.topk(k, axis);
    }

    /**
     * The largest elements along the last axis, in no particular order: (..., n) becomes (..., k).
     *
     * {@snippet :
     * IO.println(sort(topk(array(3, 9, 1, 7), 2)));       // prints: array([7, 9], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent to the elements that were taken.
     *
     * @param x any shape but that of a scalar, any dtype
     * @param k from 0 to the length of the axis
     * @return the dtype of x
     * @throws ShapeException of a scalar, or if k is out of range
     * @see #topk(Array, int, Integer)
     */
    public static Array topk(Array x, int k) {
        return topk(x, k, -1);
    }

    /**
     * Where values belong in a sorted vector; uint32.
     *
     * @param sorted one axis, ascending
     * @param right the index of the first element above a value; if not, of the first that is not below
     */
    public static Array searchsorted(Array sorted, Array values, boolean right) {
        Required.argument("searchsorted", "sorted", sorted);
        return sorted.searchsorted(values, right);
    }

    /** Where values belong in a sorted vector: the index of the first element that is not below; uint32. */
    public static Array searchsorted(Array sorted, Array values) {
        return searchsorted(sorted, values, false);
    }

    // ---- indexing

    /**
     * Slices along an axis: {@code out[i, j, k] = x[i, indices[j], k]}. What is out of range is an error when it is computed.
     *
     * {@snippet :
     * IO.println(take(array(10, 20, 30), array(2, 0), 0));       // prints: array([30, 10], dtype=int32)
     * }
     *
     * <p>Gradient: the cotangent, added up at the places that were taken.
     *
     * @param x any shape and dtype
     * @param indices integers of any shape; negative ones count from the end
     * @param axis a negative one counts from the end
     * @return the shape of x, with that of the indices in the place of the axis; the dtype of x
     * @throws ShapeException if the axis is out of range
     * @throws DTypeException if the indices are not integers
     */
    public static Array take(Array x, Array indices, int axis) {
        Required.argument("take", "x", x);
        return x.take(indices, axis);
    }

    /** The elements that integer indices name, all of {@code x} in row-major order; negative ones count from the end. */
    public static Array take(Array x, Array indices) {
        Required.argument("take", "x", x);
        return x.take(indices);
    }

    /** The slice at one place of an axis, which is removed. */
    public static Array take(Array x, int index, int axis) {
        return take(x, array(index), axis);
    }

    /**
     * Elements along an axis: {@code out[i, j] = x[i, indices[i, j]]}.
     *
     * {@snippet :
     * Array x = array(new float[] {1, 2, 3, 4}, Shape.of(2, 2));
     * IO.println(takeAlongAxis(x, array(new int[] {1, 0}, Shape.of(2, 1)), 1).flatten());       // prints: array([2, 3], dtype=float32)
     * }
     *
     * <p>Gradient: the cotangent, added up at the places that were taken.
     *
     * @param indices integers of the rank of x; other axes broadcast
     * @param axis a negative one counts from the end
     * @return the shape of the indices; the dtype of x
     * @throws ShapeException if the axis is out of range or the shapes do not fit
     * @throws DTypeException if the indices are not integers
     */
    public static Array takeAlongAxis(Array x, Array indices, int axis) {
        Required.argument("take_along_axis", "x", x);
        return x.takeAlongAxis(indices, axis);
    }

    /** The elements that a vector of indices names, all of {@code x} in row-major order. */
    public static Array takeAlongAxis(Array x, Array indices) {
        Required.argument("take_along_axis", "x", x);
        return x.takeAlongAxis(indices);
    }

    /** Along an axis, values in place of the elements that integer indices of the same rank name; both are broadcast along the others. */
    public static Array putAlongAxis(Array x, Array indices, Array values, int axis) {
        Required.argument("put_along_axis", "x", x);
        return x.putAlongAxis(indices, values, axis);
    }

    /** Values in place of the elements that a vector of indices names, all of {@code x} in row-major order. */
    public static Array putAlongAxis(Array x, Array indices, Array values) {
        Required.argument("put_along_axis", "x", x);
        return x.putAlongAxis(indices, values);
    }

    /**
     * A block of an array whose place need not be known when the graph is built.
     *
     * @param starts integers, one for each of {@code axes}; along other axes the block begins at 0
     * @param sizes the block's lengths, one for each axis of {@code x}
     */
    public static Array slice(Array x, Array starts, int[] axes, int[] sizes) {
        Required.argument("slice", "x", x);
        return x.slice(starts, axes, sizes);
    }

    /** {@code x} with {@code update} in place of the block of its shape that {@link #slice} with the same starts gives. */
    public static Array sliceUpdate(Array x, Array update, Array starts, int[] axes) {
        Required.argument("slice_update", "x", x);
        return x.sliceUpdate(update, starts, axes);
    }

    /** {@code x} with values, in row-major order, in place of the elements where a mask over its leading axes is true. */
    public static Array maskedScatter(Array x, Array mask, Array values) {
        Required.argument("masked_scatter", "x", x);
        return x.maskedScatter(mask, values);
    }

    // ---- products and convolutions

    /**
     * Matrix product: {@code out[..., i, j] = sum over k of a[..., i, k] * b[..., k, j]}. A vector counts as a row on the left and a
     * column on the right.
     *
     * {@snippet :
     * Array a = arange(4).reshape(2, 2).astype(DType.FLOAT32);
     * IO.println(matmul(a, ones(2, 1)).flatten());       // prints: array([1, 5], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy @ b^T} to a, {@code a^T @ dy} to b, summed over what was broadcast.
     *
     * @param a (..., n, k)
     * @param b (..., k, m)
     * @return (..., n, m), the leading axes broadcast; the dtype to which both promote
     * @throws ShapeException if the inner lengths differ, the leading axes do not broadcast, or one is a scalar
     * @throws DTypeException of two arrays of integers or bool
     */
    public static Array matmul(Array a, Array b) {
        Required.argument("matmul", "a", a);
        return a.matmul(b);
    }

    /**
     * {@code c + a @ b}.
     *
     * @param c broadcast to the product's shape
     * @throws ShapeException if it is larger
     */
    public static Array addmm(Array c, Array a, Array b) {
        return addmm(c, a, b, 1, 1);
    }

    /**
     * {@code beta * c + alpha * (a @ b)}.
     *
     * @param c broadcast to the product's shape
     * @throws ShapeException if it is larger
     */
    public static Array addmm(Array c, Array a, Array b, double alpha, double beta) {
        Required.argument("addmm", "c", c);
        Required.argument("addmm", "a", a);
        Required.argument("addmm", "b", b);
        return Products.addMatmul(c, a, b, alpha, beta);
    }

    /** Sums of products over a's last and b's last axis; the product with a scalar. Floating arrays only. */
    public static Array inner(Array a, Array b) {
        Required.argument("inner", "a", a);
        return a.inner(b);
    }

    /**
     * Products of all pairs of elements: {@code out[i, j] = a[i] * b[j]}, both in row-major order.
     *
     * {@snippet :
     * IO.println(outer(array(1, 2), array(3, 4)).flatten());       // prints: array([3, 4, 6, 8], dtype=int32)
     * }
     *
     * <p>Gradient: {@code dy @ b} to a, {@code a @ dy} to b.
     *
     * @param a any shape, of n elements
     * @param b any shape, of m elements
     * @return (n, m); the dtype to which both promote
     */
    public static Array outer(Array a, Array b) {
        Required.argument("outer", "a", a);
        return a.outer(b);
    }

    /** Sums of {@code conj(a) * b} over the last axis of both. */
    public static Array vecdot(Array a, Array b) {
        return vecdot(a, b, -1);
    }

    /**
     * Sums of {@code conj(a) * b} over an axis, which each of the two counts in its own shape; the other axes are broadcast.
     *
     * @throws ShapeException if one has no such axis, or their lengths there differ
     */
    public static Array vecdot(Array a, Array b, int axis) {
        Required.argument("vecdot", "a", a);
        return a.vecdot(b, axis);
    }

    /** The Kronecker product: b times each element of a, in a's place. */
    public static Array kron(Array a, Array b) {
        Required.argument("kron", "a", a);
        return a.kron(b);
    }

    /** Sums of products over the last two axes of a and the first two of b. */
    public static Array tensordot(Array a, Array b) {
        return tensordot(a, b, 2);
    }

    /**
     * Sums of products over the last axes of a and as many first ones of b: {@code out[i, j] = sum over k of a[i, k] * b[k, j]}.
     *
     * {@snippet :
     * IO.println(tensordot(ones(2, 3, 4), ones(3, 4, 5), 2).shape());       // prints: (2, 5)
     * }
     *
     * <p>Gradient: to each factor, the sums of products of the cotangent and the other one.
     *
     * @param axes over how many axes is summed
     * @return the other axes of a, then those of b; the dtype to which both promote
     * @throws ShapeException if there are not so many axes, or their lengths differ
     * @throws DTypeException of two arrays of integers or bool
     */
    public static Array tensordot(Array a, Array b, int axes) {
        Required.argument("tensordot", "a", a);
        return a.tensordot(b, axes);
    }

    /** Sums of products over pairs of axes of a and b. The result has the other axes of a, then those of b. */
    public static Array tensordot(Array a, Array b, int[] aAxes, int[] bAxes) {
        Required.argument("tensordot", "a", a);
        return a.tensordot(b, aAxes, bAxes);
    }

    /**
     * Sums of products by Einstein's convention. Labels are letters, {@code ...} stands for axes that are broadcast, and without an
     * arrow the result has the labels that occur once, in their order.
     *
     * {@snippet :
     * Array a = ones(2, 3);
     * Array b = ones(3, 4);
     * IO.println(einsum("ij,jk->ik", a, b).shape());       // prints: (2, 4)
     * IO.println(einsum("ij->j", a));                      // prints: array([2, 2, 2], dtype=float32)
     * }
     *
     * <p>Gradient: to each operand, the sum of products of the cotangent and the other operands.
     *
     * @param operands at least one
     * @return the dtype to which all promote
     * @throws ShapeException if a label has two lengths, or labels do not fit an operand
     */
    public static Array einsum(String subscripts, Array... operands) {
        Required.argument("einsum", "subscripts", subscripts);
        Required.arguments("einsum", "operands", operands);
        return Einsum.evaluate(subscripts, List.of(operands));
    }

    /** In which order {@link #einsum} contracts operands: greedily, what frees most memory first. */
    public static EinsumPath einsumPath(String subscripts, Array... operands) {
        Required.argument("einsum_path", "subscripts", subscripts);
        Required.arguments("einsum_path", "operands", operands);
        return Einsum.path(subscripts, List.of(operands));
    }

    /**
     * Convolution over one spatial axis, channels last; MLX's {@code dilation} is {@link ConvolutionOptions#kernelDilation}.
     *
     * @param input (N, L, C)
     * @param weight (O, window, C / groups)
     * @return (N, L, O), in the floating dtype that both promote to
     * @throws ShapeException if channels, window or options do not fit
     * @throws DTypeException of complex64
     */
    public static Array conv1d(Array input, Array weight, ConvolutionOptions options) {
        Required.argument("conv1d", "input", input);
        Required.argument("conv1d", "weight", weight);
        Required.argument("conv1d", "options", options);
        return Convolutions.plain("conv1d", 1, input, weight, options);
    }

    /** {@link #conv1d(Array, Array, ConvolutionOptions)} in one group, with this stride and padding. */
    public static Array conv1d(Array input, Array weight, int stride, int padding) {
        return conv1d(input, weight, ConvolutionOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** {@link #conv1d(Array, Array, ConvolutionOptions)} with stride 1, no padding, in one group. */
    public static Array conv1d(Array input, Array weight) {
        return conv1d(input, weight, ConvolutionOptions.DEFAULTS);
    }

    /**
     * Convolution over two spatial axes, channels last: {@code out[n, y, x, o] = sum over i, j, c of input[n, y * stride + i, x * stride + j, c] *
     * weight[o, i, j, c]}. MLX's {@code dilation} is {@link ConvolutionOptions#kernelDilation}.
     *
     * {@snippet :
     * Array images = ones(1, 4, 4, 2);
     * Array y = conv2d(images, ones(3, 2, 2, 2), ConvolutionOptions.DEFAULTS.stride(2));
     * IO.println(y.shape());       // prints: (1, 2, 2, 3)
     * }
     *
     * <p>Gradient: to the input, the cotangent spread by the weights; to the weights, the sums of products of input and cotangent.
     *
     * @param input (N, H, W, C)
     * @param weight (O, height, width, C / groups)
     * @return (N, H', W', O) with {@code H' = (H + padding - height) / stride + 1}, rounded down; the floating dtype to which both promote
     * @throws ShapeException if channels, window or options do not fit
     * @throws DTypeException of complex64
     */
    public static Array conv2d(Array input, Array weight, ConvolutionOptions options) {
        Required.argument("conv2d", "input", input);
        Required.argument("conv2d", "weight", weight);
        Required.argument("conv2d", "options", options);
        return Convolutions.plain("conv2d", 2, input, weight, options);
    }

    /** {@link #conv2d(Array, Array, ConvolutionOptions)} in one group, the same stride and padding along both axes. */
    public static Array conv2d(Array input, Array weight, int stride, int padding) {
        return conv2d(input, weight, ConvolutionOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** {@link #conv2d(Array, Array, ConvolutionOptions)} with stride 1, no padding, in one group. */
    public static Array conv2d(Array input, Array weight) {
        return conv2d(input, weight, ConvolutionOptions.DEFAULTS);
    }

    /**
     * Convolution over three spatial axes, channels last; MLX's {@code dilation} is {@link ConvolutionOptions#kernelDilation}.
     *
     * @param input (N, D, H, W, C)
     * @param weight (O, depth, height, width, C / groups)
     * @return (N, D, H, W, O), in the floating dtype that both promote to
     * @throws ShapeException if channels, window or options do not fit
     * @throws DTypeException of complex64
     */
    public static Array conv3d(Array input, Array weight, ConvolutionOptions options) {
        Required.argument("conv3d", "input", input);
        Required.argument("conv3d", "weight", weight);
        Required.argument("conv3d", "options", options);
        return Convolutions.plain("conv3d", 3, input, weight, options);
    }

    /** {@link #conv3d(Array, Array, ConvolutionOptions)} in one group, the same stride and padding along all axes. */
    public static Array conv3d(Array input, Array weight, int stride, int padding) {
        return conv3d(input, weight, ConvolutionOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** {@link #conv3d(Array, Array, ConvolutionOptions)} with stride 1, no padding, in one group. */
    public static Array conv3d(Array input, Array weight) {
        return conv3d(input, weight, ConvolutionOptions.DEFAULTS);
    }

    /**
     * Convolution over as many spatial axes as the input has, one to three.
     *
     * @param input (N, spatial..., C)
     * @param weight (O, window..., C / groups)
     * @return (N, spatial..., O)
     * @throws ShapeException if channels, window or options do not fit
     */
    public static Array convGeneral(Array input, Array weight, ConvolutionOptions options) {
        Required.argument("conv_general", "input", input);
        Required.argument("conv_general", "weight", weight);
        Required.argument("conv_general", "options", options);
        return Convolutions.general("conv_general", input, weight, options);
    }

    /**
     * The transpose of a convolution in its input: each element adds the window, times itself, at {@code stride} times its place.
     *
     * @param input (N, L, C)
     * @param weight (O, window, C / groups)
     * @return (N, (L - 1) * stride + (window - 1) * dilation + 1 - 2 * padding + outputPadding, O)
     * @throws ShapeException if channels, window or lengths do not fit
     * @throws DTypeException of complex64
     */
    public static Array convTranspose1d(Array input, Array weight, ConvolutionTransposeOptions options) {
        Required.argument("conv_transpose1d", "input", input);
        Required.argument("conv_transpose1d", "weight", weight);
        Required.argument("conv_transpose1d", "options", options);
        return Convolutions.transposed("conv_transpose1d", 1, input, weight, options);
    }

    /** {@link #convTranspose1d(Array, Array, ConvolutionTransposeOptions)} in one group, with this stride and padding. */
    public static Array convTranspose1d(Array input, Array weight, int stride, int padding) {
        return convTranspose1d(
                input,
                weight,
                ConvolutionTransposeOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** {@link #convTranspose1d(Array, Array, ConvolutionTransposeOptions)} with stride 1, nothing cropped, in one group. */
    public static Array convTranspose1d(Array input, Array weight) {
        return convTranspose1d(input, weight, ConvolutionTransposeOptions.DEFAULTS);
    }

    /**
     * {@link #convTranspose1d(Array, Array, ConvolutionTransposeOptions)} over two spatial axes.
     *
     * @param input (N, H, W, C)
     * @param weight (O, height, width, C / groups)
     */
    public static Array convTranspose2d(Array input, Array weight, ConvolutionTransposeOptions options) {
        Required.argument("conv_transpose2d", "input", input);
        Required.argument("conv_transpose2d", "weight", weight);
        Required.argument("conv_transpose2d", "options", options);
        return Convolutions.transposed("conv_transpose2d", 2, input, weight, options);
    }

    /** {@link #convTranspose2d(Array, Array, ConvolutionTransposeOptions)} in one group, the same stride and padding along both axes. */
    public static Array convTranspose2d(Array input, Array weight, int stride, int padding) {
        return convTranspose2d(
                input,
                weight,
                ConvolutionTransposeOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** {@link #convTranspose2d(Array, Array, ConvolutionTransposeOptions)} with stride 1, nothing cropped, in one group. */
    public static Array convTranspose2d(Array input, Array weight) {
        return convTranspose2d(input, weight, ConvolutionTransposeOptions.DEFAULTS);
    }

    /**
     * {@link #convTranspose1d(Array, Array, ConvolutionTransposeOptions)} over three spatial axes.
     *
     * @param input (N, D, H, W, C)
     * @param weight (O, depth, height, width, C / groups)
     */
    public static Array convTranspose3d(Array input, Array weight, ConvolutionTransposeOptions options) {
        Required.argument("conv_transpose3d", "input", input);
        Required.argument("conv_transpose3d", "weight", weight);
        Required.argument("conv_transpose3d", "options", options);
        return Convolutions.transposed("conv_transpose3d", 3, input, weight, options);
    }

    /** {@link #convTranspose3d(Array, Array, ConvolutionTransposeOptions)} in one group, the same stride and padding along all axes. */
    public static Array convTranspose3d(Array input, Array weight, int stride, int padding) {
        return convTranspose3d(
                input,
                weight,
                ConvolutionTransposeOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** {@link #convTranspose3d(Array, Array, ConvolutionTransposeOptions)} with stride 1, nothing cropped, in one group. */
    public static Array convTranspose3d(Array input, Array weight) {
        return convTranspose3d(input, weight, ConvolutionTransposeOptions.DEFAULTS);
    }

    /**
     * The convolution of two sequences: element k is the sum over j of {@code a[j] v[k - j]}.
     *
     * @throws ShapeException if one is empty, or not of one axis
     */
    public static Array convolve(Array a, Array v, ConvolveMode mode) {
        Required.argument("convolve", "a", a);
        Required.argument("convolve", "v", v);
        Required.argument("convolve", "mode", mode);
        return Convolutions.sequences(a, v, mode);
    }

    /** {@link #convolve(Array, Array, ConvolveMode)} wherever the sequences overlap. */
    public static Array convolve(Array a, Array v) {
        return convolve(a, v, ConvolveMode.FULL);
    }

    /**
     * The product of the last axis with a Hadamard matrix, of ones and minus ones in orthogonal rows: Sylvester's for a power of two,
     * its Kronecker product with one of order m for {@code m 2^k}, m being 12, 20 or 28. A scalar counts as one element.
     *
     * @param x any dtype but complex64; integers and bool become float32, half types are computed in float32
     * @param scale what the result is multiplied with
     * @throws ShapeException if the axis has another length
     * @throws DTypeException of complex64
     */
    public static Array hadamardTransform(Array x, double scale) {
        Required.argument("hadamard_transform", "x", x);
        return x.hadamardTransform(scale);
    }

    /** {@link #hadamardTransform(Array, double)} by the inverse square root of the length, which makes it orthogonal. */
    public static Array hadamardTransform(Array x) {
        Required.argument("hadamard_transform", "x", x);
        return x.hadamardTransform();
    }

    /** The largest element of each window of a channels-last array (N, spatial..., C); padding counts as -infinity. */
    public static Array maxPool(Array x, int[] window, int[] stride, int[] padding) {
        Required.argument("max_pool", "x", x);
        Required.argument("max_pool", "window", window);
        Required.argument("max_pool", "stride", stride);
        Required.argument("max_pool", "padding", padding);
        return Convolutions.maxPool(x, window, stride, padding);
    }

    /**
     * Batch normalization over all axes but the last: the normalized array, the mean, and the biased variance. Integers and bool become
     * float32; half floats are computed in float32.
     *
     * @param x (..., C)
     * @param weight (C)
     * @param bias (C)
     */
    public static List<Array> batchNorm(Array x, Array weight, Array bias, double epsilon) {
        Required.argument("batch_norm", "x", x);
        Required.argument("batch_norm", "weight", weight);
        Required.argument("batch_norm", "bias", bias);
        return BatchNormalization.apply(x, weight, bias, epsilon);
    }

    // ---- quantized matrices, and products of chosen parts

    /**
     * Quantizes the last axis in groups.
     *
     * @param w at least two axes, the last a multiple of the group size
     * @param globalScale a float32 by which {@link QuantizationMode#NVFP4} fits the whole array into its range, its largest magnitude; else
     *     null
     * @throws ShapeException if the shape or the mode does not have such groups or bits
     * @throws DTypeException if w is not real floating
     */
    public static Quantized quantize(Array w, QuantizationOptions options, @Nullable Array globalScale) {
        Required.argument("quantize", "w", w);
        Required.argument("quantize", "options", options);
        return Quantizations.quantize(w, options, globalScale);
    }

    /** {@link #quantize(Array, QuantizationOptions, Array)} without a global scale. */
    public static Quantized quantize(Array w, QuantizationOptions options) {
        return quantize(w, options, null);
    }

    /** {@link #quantize(Array, QuantizationOptions)} to integers of this many bits in groups of this many elements. */
    public static Quantized quantize(Array w, int groupSize, int bits) {
        return quantize(w, QuantizationOptions.DEFAULTS.groupSize(groupSize).bits(bits));
    }

    /** {@link #quantize(Array, QuantizationOptions)} to integers of 4 bits in groups of 64. */
    public static Quantized quantize(Array w) {
        return quantize(w, QuantizationOptions.DEFAULTS);
    }

    /**
     * The numbers that a quantized array stands for.
     *
     * @param w as {@link #quantize(Array)} makes it, or {@link Quantized#of(Array, Array, Array, QuantizationOptions)}
     * @param dtype of the result
     * @throws ShapeException if the parts' shapes do not fit each other
     * @throws DTypeException if the dtype is not real floating, or a part's is not one that the mode has
     */
    public static Array dequantize(Quantized w, DType dtype) {
        Required.argument("dequantize", "w", w);
        Required.argument("dequantize", "dtype", dtype);
        return Quantizations.dequantize(w, dtype);
    }

    /** {@link #dequantize(Quantized, DType)} in the dtype of scales and biases, or bfloat16 if these are not floating. */
    public static Array dequantize(Quantized w) {
        Required.argument("dequantize", "w", w);
        return Quantizations.dequantize(w, null);
    }

    /**
     * {@code x @ wᵀ}, or {@code x @ w}, with a quantized matrix whose numbers are made block by block while they are multiplied. x, scales
     * and biases have gradients.
     *
     * @param x (..., M, K) or (K)
     * @param w words of (..., N, K), or of (..., K, N) if not transposed; leading axes are broadcast
     * @return (..., M, N) in the dtype that x, scales and biases promote to, or x's if the mode is not affine
     * @throws ShapeException if the shapes do not fit each other
     * @throws DTypeException if a dtype is not one that the mode has
     * @throws ArgumentException if w has a global scale, which {@link #dequantize(Quantized)} and {@link #qqmm(Array, Quantized)} take
     */
    public static Array quantizedMatmul(Array x, Quantized w, boolean transpose) {
        Required.argument("quantized_matmul", "x", x);
        Required.argument("quantized_matmul", "w", w);
        return Quantizations.matmul(x, w, transpose);
    }

    /** {@link #quantizedMatmul(Array, Quantized, boolean)} transposed: {@code x @ wᵀ}. */
    public static Array quantizedMatmul(Array x, Quantized w) {
        return quantizedMatmul(x, w, true);
    }

    /**
     * {@code x @ wᵀ} with both matrices quantized in passing. Gradients go through the quantization as if it were not there.
     *
     * @param x (..., M, K), floating
     * @param w (..., N, K), floating
     * @param options how; a mode of eight-bit or four-bit floats
     * @return (..., M, N)
     * @throws IllegalArgumentException if the mode is affine, or shapes or dtypes do not fit
     */
    public static Array qqmm(Array x, Array w, QqmmOptions options) {
        Required.argument("qqmm", "x", x);
        Required.argument("qqmm", "w", w);
        Required.argument("qqmm", "options", options);
        return QuantizedQuantizedMatmuls.matmul(x, w, options);
    }

    /**
     * {@code x @ wᵀ} with x quantized in passing, in the way w is. Gradients go through the quantization of x as if it were not there.
     *
     * @param x (..., M, K), floating
     * @param w words of (..., N, K), in a mode of eight-bit or four-bit floats
     * @param globalScaleX for {@link QuantizationMode#NVFP4} the scale of all of x, else null
     * @return (..., M, N)
     * @throws IllegalArgumentException if the mode is affine, or shapes or dtypes do not fit
     */
    public static Array qqmm(Array x, Quantized w, @Nullable Array globalScaleX) {
        Required.argument("qqmm", "x", x);
        Required.argument("qqmm", "w", w);
        return QuantizedQuantizedMatmuls.matmul(x, w, globalScaleX);
    }

    /** {@link #qqmm(Array, Quantized, Array)} without a global scale of x. */
    public static Array qqmm(Array x, Quantized w) {
        return qqmm(x, w, null);
    }

    /**
     * {@link #qqmm(Array, Array, QqmmOptions)} of matrices that indices choose, as {@link #gatherMm} does.
     *
     * @param lhsIndices integers, which of x; null is all in order
     * @param rhsIndices integers, which of w, broadcast together with the others; null is all in order
     * @return the indices' shape, then (M, N)
     */
    public static Array gatherQqmm(
            Array x, Array w, @Nullable Array lhsIndices, @Nullable Array rhsIndices, QqmmOptions options) {
        Required.argument("gather_qqmm", "x", x);
        Required.argument("gather_qqmm", "w", w);
        Required.argument("gather_qqmm", "options", options);
        return QuantizedQuantizedMatmuls.gather(x, w, lhsIndices, rhsIndices, options);
    }

    /**
     * {@link #qqmm(Array, Quantized, Array)} of matrices that indices choose, as {@link #gatherMm} does.
     *
     * @param lhsIndices integers, which of x; null is all in order
     * @param rhsIndices integers, which of w, broadcast together with the others; null is all in order
     * @return the indices' shape, then (M, N)
     */
    public static Array gatherQqmm(
            Array x,
            Quantized w,
            @Nullable Array lhsIndices,
            @Nullable Array rhsIndices,
            @Nullable Array globalScaleX) {
        Required.argument("gather_qqmm", "x", x);
        Required.argument("gather_qqmm", "w", w);
        return QuantizedQuantizedMatmuls.gather(x, w, lhsIndices, rhsIndices, globalScaleX);
    }

    /** {@link #gatherQqmm(Array, Quantized, Array, Array, Array)} without a global scale of x. */
    public static Array gatherQqmm(Array x, Quantized w, @Nullable Array lhsIndices, @Nullable Array rhsIndices) {
        return gatherQqmm(x, w, lhsIndices, rhsIndices, null);
    }

    /**
     * {@link #quantizedMatmul(Array, Quantized, boolean)} of matrices that indices choose, into the leading axes counted as one.
     * Neighbours that choose the same quantized matrix are multiplied with it at once, so sorted indices are the fastest.
     *
     * @param lhsIndices integers, which of x; null is all in order
     * @param rhsIndices integers, which of w, broadcast together with the others; null is all in order
     * @return the indices' shape, then (M, N)
     */
    public static Array gatherQmm(
            Array x, Quantized w, @Nullable Array lhsIndices, @Nullable Array rhsIndices, boolean transpose) {
        Required.argument("gather_qmm", "x", x);
        Required.argument("gather_qmm", "w", w);
        return GatherMatmuls.gatherQuantized(x, w, lhsIndices, rhsIndices, transpose);
    }

    /** {@link #gatherQmm(Array, Quantized, Array, Array, boolean)} transposed. */
    public static Array gatherQmm(Array x, Quantized w, @Nullable Array lhsIndices, @Nullable Array rhsIndices) {
        return gatherQmm(x, w, lhsIndices, rhsIndices, true);
    }

    /**
     * Products of matrices that indices choose, into the leading axes counted as one. The right ones are not copied; neighbours that choose
     * the same are one product.
     *
     * @param a (..., M, K)
     * @param b (..., K, N)
     * @param lhsIndices integers, which of a; null is all in order
     * @param rhsIndices integers, which of b, broadcast together with the others; null is all in order
     * @return the indices' shape, then (M, N)
     * @throws ShapeException if the shapes do not fit each other
     * @throws DTypeException if a or b is not real floating, or the indices are not integers
     */
    public static Array gatherMm(Array a, Array b, @Nullable Array lhsIndices, @Nullable Array rhsIndices) {
        Required.argument("gather_mm", "a", a);
        Required.argument("gather_mm", "b", b);
        return GatherMatmuls.gather(a, b, lhsIndices, rhsIndices);
    }

    /**
     * Matrix product with masks of blocks: of bool, false standing for zeros, or of floats that blocks are multiplied by. The plain product
     * without any mask.
     *
     * @param a (..., M, K)
     * @param b (..., K, N)
     * @param options the masks, and how large blocks are
     * @throws ShapeException if the shapes do not fit each other
     * @throws DTypeException if a or b is not real floating
     */
    public static Array blockMaskedMm(Array a, Array b, BlockMaskOptions options) {
        Required.argument("block_masked_mm", "a", a);
        Required.argument("block_masked_mm", "b", b);
        Required.argument("block_masked_mm", "options", options);
        return GatherMatmuls.blockMasked(a, b, options);
    }

    /**
     * Products of stretches of a's columns with the same stretches of b's rows.
     *
     * @param a (M, K)
     * @param b (K, N)
     * @param segments integers (..., 2), where a stretch begins and where it has ended
     * @return (..., M, N)
     * @throws ShapeException if the shapes do not fit each other
     * @throws DTypeException if a or b is not real floating, or {@code segments} are not integers
     */
    public static Array segmentedMm(Array a, Array b, Array segments) {
        Required.argument("segmented_mm", "a", a);
        Required.argument("segmented_mm", "b", b);
        Required.argument("segmented_mm", "segments", segments);
        return GatherMatmuls.segmented(a, b, segments);
    }

    /**
     * The nearest eight-bit floats E4M3 as uint8, ties to even; what is beyond the largest, 448, and NaN become that.
     *
     * @throws DTypeException if x is not real floating
     */
    public static Array toFp8(Array x) {
        Required.argument("to_fp8", "x", x);
        return Fp8Conversions.encode(x);
    }

    /**
     * The numbers that eight-bit floats E4M3 stand for.
     *
     * @param x uint8
     * @throws DTypeException if x is not uint8 or {@code dtype} not real floating
     */
    public static Array fromFp8(Array x, DType dtype) {
        Required.argument("from_fp8", "x", x);
        Required.argument("from_fp8", "dtype", dtype);
        return Fp8Conversions.decode(x, dtype);
    }

    /** {@link #fromFp8(Array, DType)} in bfloat16. */
    public static Array fromFp8(Array x) {
        return fromFp8(x, DType.BFLOAT16);
    }

    // ---- files

    /**
     * The array in a NumPy file ({@code .npy}, versions 1 to 3, either byte order). What the file holds decides, not its name. Large files
     * are mapped, and the array views them: do not write into such a file while the array lives; the save methods here never do, they
     * replace files.
     *
     * A file with several arrays, one written behind the other, gives the first, as in NumPy.
     *
     * @throws ArrayFileException if the file cannot be read, is malformed, or is of another dtype than Lazuli's
     */
    public static Array load(Path file) {
        Required.argument("load", "file", file);
        return ArrayFiles.load(file);
    }

    /**
     * The arrays by name, in the file's order, in one of
     *
     * <ul>
     *   <li>a NumPy archive ({@code .npz}, compressed or not),
     *   <li>a safetensors file,
     *   <li>a GGUF file, see {@link #loadGguf},
     *   <li>a PyTorch checkpoint ({@code .pt}, {@code .pth}, {@code .bin}, also from before 1.6): the tensors in dicts and lists, named
     *       by the keys on the way, {@code model.fc.weight}. Nothing in it is run; what is neither tensor nor container is left out.
     * </ul>
     *
     * What the file holds decides, not its name. Large files are mapped as by {@link #load}, where their arrays are not compressed. What is no
     * array, or of a dtype that Lazuli lacks, is left out; {@link #loadArrayFile} names it.
     *
     * @return unmodifiable
     * @throws ArrayFileException if the file cannot be read, is malformed, or has nothing but what would be left out
     */
    public static Map<String, Array> loadArrays(Path file) {
        Required.argument("load_arrays", "file", file);
        return ArrayFiles.loadArrays(file);
    }

    /**
     * The arrays that {@link #loadArrays} gives, and the names of what it leaves out, each with the reason: members of an archive that are no
     * arrays, arrays of text, Python objects, dates, structures or other dtypes that Lazuli lacks, tensors of types that cannot be read.
     *
     * @throws ArrayFileException if the file cannot be read or is malformed
     */
    public static ArrayFile loadArrayFile(Path file) {
        Required.argument("load_array_file", "file", file);
        return ArrayFiles.loadArrayFile(file);
    }

    /** A safetensors file's arrays, metadata, and the names of what was left out; otherwise as {@link #loadArrays}. Eight-bit floats become uint8. */
    public static Safetensors loadSafetensors(Path file) {
        Required.argument("load_safetensors", "file", file);
        return ArrayFiles.loadSafetensors(file);
    }

    /**
     * A GGUF file's arrays and metadata; otherwise as {@link #loadArrays}. As in MLX a tensor {@code x.weight} of Q4_0, Q4_1 or Q8_0 becomes
     * what quantized operations with groups of 32 take: {@code x.weight}, packed in uint32, {@code x.scales} and {@code x.biases}. Tensors
     * of Q5_0, Q5_1, Q2_K to Q6_K, IQ4_NL and IQ4_XS are decoded to float16, those of MXFP4 to bfloat16; other quantized ones are left out and
     * named, and so is metadata in arrays of arrays.
     */
    public static Gguf loadGguf(Path file) {
        Required.argument("load_gguf", "file", file);
        return ArrayFiles.loadGguf(file);
    }

    /**
     * Writes an array as NumPy does ({@code .npy}); bfloat16, which NumPy lacks, becomes {@code <V2} as in MLX. Evaluates the array. The
     * file gets the name as it is given, and appears complete or not at all.
     *
     * @throws ArrayFileException if the file cannot be written
     */
    public static void save(Path file, Array array) {
        Required.argument("save", "file", file);
        Required.argument("save", "array", array);
        ArrayFiles.save(file, array);
    }

    /** Writes arrays as NumPy does ({@code .npz}) under the names {@code arr_0}, {@code arr_1}, ...; otherwise as {@link #save}. */
    public static void savez(Path file, Array... arrays) {
        Required.argument("savez", "file", file);
        Required.arguments("savez", "arrays", arrays);
        Map<String, Array> named = new LinkedHashMap<>();
        for (Array array : arrays) {
            named.put("arr_" + named.size(), array);
        }
        savez(file, named);
    }

    /** Writes named arrays as NumPy does ({@code .npz}), in the map's order; otherwise as {@link #save}. */
    public static void savez(Path file, Map<String, Array> arrays) {
        Required.argument("savez", "file", file);
        Required.arguments("savez", "arrays", arrays);
        ArrayFiles.savez(file, arrays, false);
    }

    /** {@link #savez(Path, Map)} with each array deflated. */
    public static void savezCompressed(Path file, Map<String, Array> arrays) {
        Required.argument("savez_compressed", "file", file);
        Required.arguments("savez_compressed", "arrays", arrays);
        ArrayFiles.savez(file, arrays, true);
    }

    /** Writes named arrays as safetensors, without metadata; otherwise as {@link #save}. */
    public static void saveSafetensors(Path file, Map<String, Array> arrays) {
        Required.argument("save_safetensors", "file", file);
        Required.arguments("save_safetensors", "arrays", arrays);
        saveSafetensors(file, arrays, Map.of());
    }

    /** Writes named arrays and metadata as safetensors; otherwise as {@link #save}. */
    public static void saveSafetensors(Path file, Map<String, Array> arrays, Map<String, String> metadata) {
        Required.argument("save_safetensors", "file", file);
        Required.arguments("save_safetensors", "arrays", arrays);
        Required.arguments("save_safetensors", "metadata", metadata);
        ArrayFiles.saveSafetensors(file, arrays, metadata);
    }

    /** Writes named arrays as GGUF, without metadata; otherwise as {@link #saveGguf(Path, Map, Map)}. */
    public static void saveGguf(Path file, Map<String, Array> arrays) {
        Required.argument("save_gguf", "file", file);
        Required.arguments("save_gguf", "arrays", arrays);
        saveGguf(file, arrays, Map.of());
    }

    /**
     * Writes named arrays and metadata as GGUF; otherwise as {@link #save}.
     *
     * @param arrays of a floating or signed integer dtype, with at most eight axes, of which MLX reads all and ggml four
     * @param metadata numbers may be of any dtype but half floats and complex64
     */
    public static void saveGguf(Path file, Map<String, Array> arrays, Map<String, GgufValue> metadata) {
        Required.argument("save_gguf", "file", file);
        Required.arguments("save_gguf", "arrays", arrays);
        Required.arguments("save_gguf", "metadata", metadata);
        ArrayFiles.saveGguf(file, arrays, metadata);
    }

    // ---- evaluation

    /**
     * Computes arrays and waits for them. What is computed already costs nothing.
     *
     * {@snippet :
     * Array y = ones(2, 2).add(1);
     * IO.println(y.status());       // prints: UNSCHEDULED
     * eval(y);
     * IO.println(y.status());       // prints: AVAILABLE
     * }
     */
    public static void eval(Array... arrays) {
        Required.arguments("eval", "arrays", arrays);
        Evaluator.eval(List.of(arrays));
    }

    /** Computes all arrays of trees and waits for them. */
    public static void eval(Tree... trees) {
        Required.arguments("eval", "trees", trees);
        Evaluator.eval(leaves(trees));
    }

    /**
     * Computes all that states consist of and waits for it: after a plain training step, {@code eval(model, optimizer)}. Nobody is handed an optimizer's
     * moments this way, so that their memory can go with the next step and need not wait for a collection.
     */
    public static void eval(State... states) {
        Required.arguments("eval", "states", states);
        Evaluator.eval(pending(states));
    }

    private static List<Array> pending(State... states) {
        return Arrays.stream(states).flatMap(state -> state.pending().stream()).toList();
    }

    private static List<Array> leaves(Tree... trees) {
        return Arrays.stream(trees).flatMap(tree -> tree.leaves().stream()).toList();
    }

    /**
     * Starts computing arrays and returns at once, or, if dozens of evaluations wait on the stream already, when half of these are done. A failure
     * surfaces when one is read or evaluated.
     */
    public static void asyncEval(Array... arrays) {
        Required.arguments("async_eval", "arrays", arrays);
        Evaluator.start(List.of(arrays));
    }

    /** The same for all arrays of trees. */
    public static void asyncEval(Tree... trees) {
        Required.arguments("async_eval", "trees", trees);
        Evaluator.start(leaves(trees));
    }

    /** The same for all that states consist of; see {@link #eval(State...)}. */
    public static void asyncEval(State... states) {
        Required.arguments("async_eval", "states", states);
        Evaluator.start(pending(states));
    }

    /** Waits until all streams have done what was submitted to them. */
    public static void synchronize() {
        Stream.synchronizeAll();
    }

    /** {@code inputs} as they are, computed only once {@code dependencies} have been. */
    public static List<Array> depends(List<Array> inputs, List<Array> dependencies) {
        Required.arguments("depends", "inputs", inputs);
        Required.arguments("depends", "dependencies", dependencies);
        return Depends.on(inputs, dependencies);
    }

    /** {@code input} as it is, computed only once {@code dependencies} have been. */
    public static Array depends(Array input, Array... dependencies) {
        Required.argument("depends", "input", input);
        Required.arguments("depends", "dependencies", dependencies);
        return depends(List.of(input), List.of(dependencies)).getFirst();
    }

    /**
     * The same elements as a constant to differentiation: {@code out[i] = x[i]}.
     *
     * {@snippet :
     * Fn1 slope = grad(x -> sum(multiply(x, stopGradient(x))));
     * IO.println(slope.apply(array(1f, 2f)));       // prints: array([1, 2], dtype=float32)
     * }
     *
     * <p>Nothing flows back: the gradient is 0.
     *
     * @param x any shape and dtype
     * @return the shape and dtype of x
     */
    public static Array stopGradient(Array x) {
        Required.argument("stop_gradient", "x", x);
        return x.stopGradient();
    }

    // ---- printing

    /** Sets how all threads print arrays; returns how they did. */
    public static PrintOptions setPrintOptions(PrintOptions options) {
        Required.argument("set_print_options", "options", options);
        return PrintOptions.setGlobal(options);
    }

    /** How this thread prints arrays. */
    public static PrintOptions printOptions() {
        return PrintOptions.current();
    }

    /**
     * Prints arrays differently on this thread until the result is closed: {@code try (var scope =
     * printOptions(PrintOptions.DEFAULTS.precision(3))) { ... }}.
     */
    public static PrintOptions.Scope printOptions(PrintOptions options) {
        Required.argument("print_options", "options", options);
        return PrintOptions.on(options);
    }

    // ---- transforms

    /**
     * A function's gradient with respect to its argument: of f from (shape) to (), a function from (shape) to (shape).
     *
     * {@snippet :
     * Fn1 slope = grad(x -> x.square().sum());
     * IO.println(slope.apply(array(1f, 2f)));       // prints: array([2, 4], dtype=float32)
     * }
     *
     * <p>It can be differentiated, batched and compiled itself.
     *
     * @param function returns a real scalar
     * @return throws, when called, a {@link ShapeException} if the function returns no scalar, a {@link DTypeException} if its argument
     *     is neither floating nor complex
     */
    public static Fn1 grad(Fn1 function) {
        Required.argument("grad", "function", function);
        return a -> ReverseMode.grad(function.overLists(), Required.inputs("grad", a), new int[1])
                .gradients()
                .getFirst();
    }

    /** A function's gradient with respect to its first argument. */
    public static Fn2 grad(Fn2 function) {
        Required.argument("grad", "function", function);
        return (a, b) -> ReverseMode.grad(function.overLists(), Required.inputs("grad", a, b), new int[1])
                .gradients()
                .getFirst();
    }

    /** A function's gradient with respect to its first argument. */
    public static Fn3 grad(Fn3 function) {
        Required.argument("grad", "function", function);
        return (a, b, c) -> ReverseMode.grad(function.overLists(), Required.inputs("grad", a, b, c), new int[1])
                .gradients()
                .getFirst();
    }

    /** A function's gradient with respect to its first argument. */
    public static Fn4 grad(Fn4 function) {
        Required.argument("grad", "function", function);
        return (a, b, c, d) -> ReverseMode.grad(function.overLists(), Required.inputs("grad", a, b, c, d), new int[1])
                .gradients()
                .getFirst();
    }

    /** A function's gradients with respect to some arguments. */
    public static Gradients.Of2 grad(Fn2 function, int... arguments) {
        Required.argument("grad", "function", function);
        Required.argument("grad", "arguments", arguments);
        return (a, b) -> ReverseMode.grad(function.overLists(), Required.inputs("grad", a, b), arguments)
                .gradients();
    }

    /** A function's gradients with respect to some arguments. */
    public static Gradients.Of3 grad(Fn3 function, int... arguments) {
        Required.argument("grad", "function", function);
        Required.argument("grad", "arguments", arguments);
        return (a, b, c) -> ReverseMode.grad(function.overLists(), Required.inputs("grad", a, b, c), arguments)
                .gradients();
    }

    /** A function's gradients with respect to some arguments. */
    public static Gradients.Of4 grad(Fn4 function, int... arguments) {
        Required.argument("grad", "function", function);
        Required.argument("grad", "arguments", arguments);
        return (a, b, c, d) -> ReverseMode.grad(function.overLists(), Required.inputs("grad", a, b, c, d), arguments)
                .gradients();
    }

    /** The gradients of a function's first output, a scalar, with respect to some arguments, by default the first. */
    public static FnN gradN(FnN function, int... arguments) {
        Required.argument("grad_n", "function", function);
        Required.argument("grad_n", "arguments", arguments);
        return inputs -> ReverseMode.grad(function, inputs, orFirst(arguments)).gradients();
    }

    /**
     * A function's value and its gradient, which share the computation: of f from (shape) to (), () and (shape).
     *
     * {@snippet :
     * var slope = valueAndGrad(x -> x.square().sum());
     * ValueAndGrad at = slope.apply(array(1f, 2f));
     * IO.println(at.value());       // prints: array(5, dtype=float32)
     * IO.println(at.grad());        // prints: array([2, 4], dtype=float32)
     * }
     *
     * <p>The gradient can be differentiated itself.
     *
     * @param function returns a real scalar
     * @param arguments 0, the only one, or nothing, which means the same
     * @return throws, when called, a {@link ShapeException} if the function returns no scalar, a {@link DTypeException} if its argument
     *     is neither floating nor complex
     */
    public static ValueAndGrad.Of1 valueAndGrad(Fn1 function, int... arguments) {
        Required.argument("value_and_grad", "function", function);
        Required.argument("value_and_grad", "arguments", arguments);
        return a -> valueAndGrad(function.overLists(), Required.inputs("value_and_grad", a), arguments);
    }

    /** A function's value and its gradients with respect to some arguments, by default the first. */
    public static ValueAndGrad.Of2 valueAndGrad(Fn2 function, int... arguments) {
        Required.argument("value_and_grad", "function", function);
        Required.argument("value_and_grad", "arguments", arguments);
        return (a, b) -> valueAndGrad(function.overLists(), Required.inputs("value_and_grad", a, b), arguments);
    }

    /** A function's value and its gradients with respect to some arguments, by default the first. */
    public static ValueAndGrad.Of3 valueAndGrad(Fn3 function, int... arguments) {
        Required.argument("value_and_grad", "function", function);
        Required.argument("value_and_grad", "arguments", arguments);
        return (a, b, c) -> valueAndGrad(function.overLists(), Required.inputs("value_and_grad", a, b, c), arguments);
    }

    /** A function's value and its gradients with respect to some arguments, by default the first. */
    public static ValueAndGrad.Of4 valueAndGrad(Fn4 function, int... arguments) {
        Required.argument("value_and_grad", "function", function);
        Required.argument("value_and_grad", "arguments", arguments);
        return (a, b, c, d) ->
                valueAndGrad(function.overLists(), Required.inputs("value_and_grad", a, b, c, d), arguments);
    }

    /** The value of a function's first output, a scalar, and its gradients with respect to some arguments, by default the first. */
    public static ValueAndGrad.OfN valueAndGradN(FnN function, int... arguments) {
        Required.argument("value_and_grad_n", "function", function);
        Required.argument("value_and_grad_n", "arguments", arguments);
        return inputs -> valueAndGrad(function, inputs, arguments);
    }

    private static ValueAndGrad valueAndGrad(FnN function, List<Array> inputs, int[] arguments) {
        VjpResult result = ReverseMode.grad(function, inputs, orFirst(arguments));
        return new ValueAndGrad(result.outputs().getFirst(), result.gradients());
    }

    private static int[] orFirst(int[] arguments) {
        return arguments.length == 0 ? new int[1] : arguments;
    }

    /**
     * A function's value, its gradients with respect to some arguments, by default the first, and what else it returns: predictions, several
     * losses, or any object. Arrays in it are not differentiated. {@code valueAndGradWithAux((w, x) -> new ValueAndAux<>(loss, predictions))}.
     */
    public static <T> ArrayFunction.Of1<ValueAndGradWithAux<T>> valueAndGradWithAux(
            ArrayFunction.Of1<ValueAndAux<T>> function, int... arguments) {
        Required.argument("value_and_grad_with_aux", "function", function);
        Required.argument("value_and_grad_with_aux", "arguments", arguments);
        return a -> valueAndGradWithAux(function.overLists(), Required.inputs("value_and_grad_with_aux", a), arguments);
    }

    /** As {@link #valueAndGradWithAux(ArrayFunction.Of1, int...)}, for a function of two arrays. */
    public static <T> ArrayFunction.Of2<ValueAndGradWithAux<T>> valueAndGradWithAux(
            ArrayFunction.Of2<ValueAndAux<T>> function, int... arguments) {
        Required.argument("value_and_grad_with_aux", "function", function);
        Required.argument("value_and_grad_with_aux", "arguments", arguments);
        return (a, b) ->
                valueAndGradWithAux(function.overLists(), Required.inputs("value_and_grad_with_aux", a, b), arguments);
    }

    /** As {@link #valueAndGradWithAux(ArrayFunction.Of1, int...)}, for a function of three arrays. */
    public static <T> ArrayFunction.Of3<ValueAndGradWithAux<T>> valueAndGradWithAux(
            ArrayFunction.Of3<ValueAndAux<T>> function, int... arguments) {
        Required.argument("value_and_grad_with_aux", "function", function);
        Required.argument("value_and_grad_with_aux", "arguments", arguments);
        return (a, b, c) -> valueAndGradWithAux(
                function.overLists(), Required.inputs("value_and_grad_with_aux", a, b, c), arguments);
    }

    /** As {@link #valueAndGradWithAux(ArrayFunction.Of1, int...)}, for a function of four arrays. */
    public static <T> ArrayFunction.Of4<ValueAndGradWithAux<T>> valueAndGradWithAux(
            ArrayFunction.Of4<ValueAndAux<T>> function, int... arguments) {
        Required.argument("value_and_grad_with_aux", "function", function);
        Required.argument("value_and_grad_with_aux", "arguments", arguments);
        return (a, b, c, d) -> valueAndGradWithAux(
                function.overLists(), Required.inputs("value_and_grad_with_aux", a, b, c, d), arguments);
    }

    /** As {@link #valueAndGradWithAux(ArrayFunction.Of1, int...)}, for a function of a list of arrays. */
    public static <T> ArrayFunction.OfN<ValueAndGradWithAux<T>> valueAndGradWithAuxN(
            ArrayFunction.OfN<ValueAndAux<T>> function, int... arguments) {
        Required.argument("value_and_grad_with_aux_n", "function", function);
        Required.argument("value_and_grad_with_aux_n", "arguments", arguments);
        return inputs -> valueAndGradWithAux(function, inputs, arguments);
    }

    private static <T> ValueAndGradWithAux<T> valueAndGradWithAux(
            ArrayFunction.OfN<ValueAndAux<T>> function, List<Array> inputs, int[] arguments) {
        AuxiliaryResult<T> auxiliary = new AuxiliaryResult<>(function);
        ValueAndGrad result = valueAndGrad(auxiliary.value(), inputs, arguments);
        return new ValueAndGradWithAux<>(result.value(), auxiliary.kept(), result.grads());
    }

    /** A function's gradients with respect to some arguments, by default the first, and what else it returns, see {@link #valueAndGradWithAux}. */
    public static <T> ArrayFunction.Of1<GradWithAux<T>> gradWithAux(
            ArrayFunction.Of1<ValueAndAux<T>> function, int... arguments) {
        Required.argument("grad_with_aux", "function", function);
        Required.argument("grad_with_aux", "arguments", arguments);
        return a -> gradWithAux(function.overLists(), Required.inputs("grad_with_aux", a), arguments);
    }

    /** As {@link #gradWithAux(ArrayFunction.Of1, int...)}, for a function of two arrays. */
    public static <T> ArrayFunction.Of2<GradWithAux<T>> gradWithAux(
            ArrayFunction.Of2<ValueAndAux<T>> function, int... arguments) {
        Required.argument("grad_with_aux", "function", function);
        Required.argument("grad_with_aux", "arguments", arguments);
        return (a, b) -> gradWithAux(function.overLists(), Required.inputs("grad_with_aux", a, b), arguments);
    }

    /** As {@link #gradWithAux(ArrayFunction.Of1, int...)}, for a function of three arrays. */
    public static <T> ArrayFunction.Of3<GradWithAux<T>> gradWithAux(
            ArrayFunction.Of3<ValueAndAux<T>> function, int... arguments) {
        Required.argument("grad_with_aux", "function", function);
        Required.argument("grad_with_aux", "arguments", arguments);
        return (a, b, c) -> gradWithAux(function.overLists(), Required.inputs("grad_with_aux", a, b, c), arguments);
    }

    /** As {@link #gradWithAux(ArrayFunction.Of1, int...)}, for a function of four arrays. */
    public static <T> ArrayFunction.Of4<GradWithAux<T>> gradWithAux(
            ArrayFunction.Of4<ValueAndAux<T>> function, int... arguments) {
        Required.argument("grad_with_aux", "function", function);
        Required.argument("grad_with_aux", "arguments", arguments);
        return (a, b, c, d) ->
                gradWithAux(function.overLists(), Required.inputs("grad_with_aux", a, b, c, d), arguments);
    }

    /** As {@link #gradWithAux(ArrayFunction.Of1, int...)}, for a function of a list of arrays. */
    public static <T> ArrayFunction.OfN<GradWithAux<T>> gradWithAuxN(
            ArrayFunction.OfN<ValueAndAux<T>> function, int... arguments) {
        Required.argument("grad_with_aux_n", "function", function);
        Required.argument("grad_with_aux_n", "arguments", arguments);
        return inputs -> gradWithAux(function, inputs, arguments);
    }

    private static <T> GradWithAux<T> gradWithAux(
            ArrayFunction.OfN<ValueAndAux<T>> function, List<Array> inputs, int[] arguments) {
        ValueAndGradWithAux<T> result = valueAndGradWithAux(function, inputs, arguments);
        return new GradWithAux<>(result.grads(), result.aux());
    }

    /**
     * Value and gradient of a function of a tree of arrays; the gradient is a tree of the same form, with zeros for integers and bool, which are
     * passed over.
     */
    public static ValueAndGrad.OfTree valueAndGradTree(Function<Tree, Array> function) {
        Required.argument("value_and_grad_tree", "function", function);
        return parameters -> {
            ReverseMode.TreeResult result = ReverseMode.grad(tree -> List.of(function.apply(tree)), parameters);
            return new ValueAndGrad.TreeResult(result.outputs().getFirst(), result.gradients());
        };
    }

    /** As {@link #valueAndGradTree}, with what else the function returns, see {@link #valueAndGradWithAux}. */
    public static <T> ArrayFunction.OfTree<ValueAndGradWithAux.OfTree<T>> valueAndGradTreeWithAux(
            ArrayFunction.OfTree<ValueAndAux<T>> function) {
        Required.argument("value_and_grad_tree_with_aux", "function", function);
        return parameters -> {
            AuxiliaryResult<T> auxiliary =
                    new AuxiliaryResult<>(leaves -> function.apply(parameters.withLeaves(leaves)));
            ReverseMode.TreeResult result =
                    ReverseMode.grad(tree -> auxiliary.value().apply(tree.leaves()), parameters);
            return new ValueAndGradWithAux.OfTree<>(result.outputs().getFirst(), auxiliary.kept(), result.gradients());
        };
    }

    /**
     * A function's output and the vector-Jacobian product for its input: of f from (n) to (m) and a cotangent (m), {@code v^T J} of
     * shape (n).
     *
     * {@snippet :
     * var result = vjp(x -> x.square(), List.of(array(1f, 2f)), List.of(array(1f, 0f)));
     * IO.println(result.gradients().getFirst());       // prints: array([2, 0], dtype=float32)
     * }
     *
     * @param primals the argument
     * @param cotangents of the output's shape
     * @throws ShapeException if the cotangent has not the output's shape
     */
    public static VjpResult vjp(Fn1 function, List<Array> primals, List<Array> cotangents) {
        Required.argument("vjp", "function", function);
        Required.arguments("vjp", "primals", primals);
        Required.arguments("vjp", "cotangents", cotangents);
        return ReverseMode.vjp(function.overLists(), primals, cotangents);
    }

    /** A function's outputs and the vector-Jacobian products for its inputs. */
    public static VjpResult vjpN(FnN function, List<Array> primals, List<Array> cotangents) {
        Required.argument("vjp_n", "function", function);
        Required.arguments("vjp_n", "primals", primals);
        Required.arguments("vjp_n", "cotangents", cotangents);
        return ReverseMode.vjp(function, primals, cotangents);
    }

    /**
     * A function's output and its derivative along a tangent: of f from (n) to (m) and a tangent (n), {@code J t} of shape (m).
     *
     * {@snippet :
     * var result = jvp(x -> x.square(), List.of(array(1f, 2f)), List.of(array(1f, 1f)));
     * IO.println(result.tangents().getFirst());       // prints: array([2, 4], dtype=float32)
     * }
     *
     * @param primals the argument
     * @param tangents of the argument's shape
     * @throws ShapeException if the tangent has not the argument's shape
     */
    public static JvpResult jvp(Fn1 function, List<Array> primals, List<Array> tangents) {
        Required.argument("jvp", "function", function);
        Required.arguments("jvp", "primals", primals);
        Required.arguments("jvp", "tangents", tangents);
        return ForwardMode.jvp(function.overLists(), primals, tangents);
    }

    /** A function's outputs and their derivatives along tangents. */
    public static JvpResult jvpN(FnN function, List<Array> primals, List<Array> tangents) {
        Required.argument("jvp_n", "function", function);
        Required.arguments("jvp_n", "primals", primals);
        Required.arguments("jvp_n", "tangents", tangents);
        return ForwardMode.jvp(function, primals, tangents);
    }

    /** A function whose transforms can be given; see {@link CustomFunction}. */
    public static CustomFunction customFunction(FnN function) {
        Required.argument("custom_function", "function", function);
        return CustomFunction.of(function);
    }

    /**
     * A function with the same values and gradients that keeps only its argument for the backward pass and computes the rest again: less
     * memory, more time. Gradients reach the argument alone, not arrays that the function captures; random numbers are the same in both
     * passes.
     */
    public static Fn1 checkpoint(Fn1 function) {
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = Checkpoint.of(function.overLists());
        return a -> checkpointed.apply(Required.inputs("checkpoint", a)).getFirst();
    }

    /** As {@link #checkpoint(Fn1)}, for a function of two arrays. */
    public static Fn2 checkpoint(Fn2 function) {
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = Checkpoint.of(function.overLists());
        return (a, b) -> checkpointed.apply(Required.inputs("checkpoint", a, b)).getFirst();
    }

    /** As {@link #checkpoint(Fn1)}, for a function of three arrays. */
    public static Fn3 checkpoint(Fn3 function) {
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = Checkpoint.of(function.overLists());
        return (a, b, c) ->
                checkpointed.apply(Required.inputs("checkpoint", a, b, c)).getFirst();
    }

    /** As {@link #checkpoint(Fn1)}, for a function of four arrays. */
    public static Fn4 checkpoint(Fn4 function) {
        Required.argument("checkpoint", "function", function);
        FnN checkpointed = Checkpoint.of(function.overLists());
        return (a, b, c, d) ->
                checkpointed.apply(Required.inputs("checkpoint", a, b, c, d)).getFirst();
    }

    /** As {@link #checkpoint(Fn1)}, for a function of a list of arrays. */
    public static FnN checkpointN(FnN function) {
        Required.argument("checkpoint_n", "function", function);
        return Checkpoint.of(function);
    }

    /**
     * A function that is traced on its first call and run as a fused program from then on, with results equal to the bit. It is traced
     * again for arguments of other shapes or dtypes, and on other streams. What Java does inside happens only while it is traced: numbers,
     * and arrays that are not arguments, are constants.
     *
     * {@snippet :
     * Fn1 f = compile(x -> x.square().add(1));
     * IO.println(f.apply(array(1f, 2f)));       // prints: array([2, 5], dtype=float32)
     * }
     *
     * <p>Gradient: that of the function; {@code compile(grad(f))} compiles both passes.
     *
     * @return from the shapes and dtypes of the function to those of the function
     * @throws TracingException when called, if the function reads or evaluates an array that depends on its arguments, or replaces a module's
     *     parameter, an optimizer's state or the key of the global {@link Random}, which {@link #compile(Fn1, State)} is to be given
     */
    public static Fn1 compile(Fn1 function) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, false);
    }

    /** As {@link #compile(Fn1)}, for a function that reads and replaces arrays of a state. */
    public static Fn1 compile(Fn1 function, State state) {
        Required.argument("compile", "function", function);
        Required.argument("compile", "state", state);
        return new CompiledFunction(function.overLists(), state, false);
    }

    /** As {@link #compile(Fn1)}, for a function of two arrays. */
    public static Fn2 compile(Fn2 function) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, false);
    }

    /** As {@link #compile(Fn1, State)}, for a function of two arrays. */
    public static Fn2 compile(Fn2 function, State state) {
        Required.argument("compile", "function", function);
        Required.argument("compile", "state", state);
        return new CompiledFunction(function.overLists(), state, false);
    }

    /** As {@link #compile(Fn1)}, for a function of three arrays. */
    public static Fn3 compile(Fn3 function) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, false);
    }

    /** As {@link #compile(Fn1, State)}, for a function of three arrays. */
    public static Fn3 compile(Fn3 function, State state) {
        Required.argument("compile", "function", function);
        Required.argument("compile", "state", state);
        return new CompiledFunction(function.overLists(), state, false);
    }

    /** As {@link #compile(Fn1)}, for a function of four arrays. */
    public static Fn4 compile(Fn4 function) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, false);
    }

    /** As {@link #compile(Fn1, State)}, for a function of four arrays. */
    public static Fn4 compile(Fn4 function, State state) {
        Required.argument("compile", "function", function);
        Required.argument("compile", "state", state);
        return new CompiledFunction(function.overLists(), state, false);
    }

    /** As {@link #compile(Fn1)}, for a function of a list of arrays. */
    public static FnN compileN(FnN function) {
        Required.argument("compile_n", "function", function);
        return new CompiledFunction(function, null, false);
    }

    /**
     * As {@link #compile(Fn1)}, for a function of a list of arrays that also reads and replaces arrays of a state: a model's parameters,
     * an optimizer's moments, the random key. These are inputs and outputs too. The memory of state that an earlier call of the function
     * has made goes to the next one: who wants to keep such an array computes with it, or copies it, before the next call.
     */
    public static FnN compileN(FnN function, State state) {
        Required.argument("compile_n", "function", function);
        Required.argument("compile_n", "state", state);
        return new CompiledFunction(function, state, false);
    }

    /**
     * As {@link #compile(Fn1)}; if {@code shapeless}, one graph is made for all lengths: at the first call for arguments of certain ranks and
     * dtypes the function is run several times, on stand-ins of several lengths, and not again for others. Where the graph is not for a call's
     * lengths (an axis of length 1 that becomes another), or the function asks for lengths in Java, it is traced for these: a call gives
     * what the plain function does.
     */
    public static Fn1 compile(Fn1 function, boolean shapeless) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, shapeless);
    }

    /** As {@link #compile(Fn1, boolean)}. */
    public static Fn2 compile(Fn2 function, boolean shapeless) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, shapeless);
    }

    /** As {@link #compile(Fn1, boolean)}. */
    public static Fn3 compile(Fn3 function, boolean shapeless) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, shapeless);
    }

    /** As {@link #compile(Fn1, boolean)}. */
    public static Fn4 compile(Fn4 function, boolean shapeless) {
        Required.argument("compile", "function", function);
        return new CompiledFunction(function.overLists(), null, shapeless);
    }

    /** As {@link #compile(Fn1, boolean)}, for a function of a list of arrays. */
    public static FnN compileN(FnN function, boolean shapeless) {
        Required.argument("compile_n", "function", function);
        return new CompiledFunction(function, null, shapeless);
    }

    /** As {@link #compileN(FnN, State)} and {@link #compile(Fn1, boolean)}. */
    public static FnN compileN(FnN function, State state, boolean shapeless) {
        Required.argument("compile_n", "function", function);
        Required.argument("compile_n", "state", state);
        return new CompiledFunction(function, state, shapeless);
    }

    /**
     * What {@link #compile} has made of a function, a program for each set of argument types that it was called with: the steps, the expression
     * that each fused kernel computes, and the memory that intermediate values take.
     *
     * @param compiled a function that was compiled
     * @throws IllegalArgumentException if it is something else
     */
    public static String describe(Fn1 compiled) {
        Required.argument("describe", "compiled", compiled);
        return CompiledFunction.describe(compiled);
    }

    /** As {@link #describe(Fn1)}. */
    public static String describe(Fn2 compiled) {
        Required.argument("describe", "compiled", compiled);
        return CompiledFunction.describe(compiled);
    }

    /** As {@link #describe(Fn1)}. */
    public static String describe(Fn3 compiled) {
        Required.argument("describe", "compiled", compiled);
        return CompiledFunction.describe(compiled);
    }

    /** As {@link #describe(Fn1)}. */
    public static String describe(Fn4 compiled) {
        Required.argument("describe", "compiled", compiled);
        return CompiledFunction.describe(compiled);
    }

    /** As {@link #describe(Fn1)}, for what {@link #compileN(FnN)} has returned. */
    public static String describeN(FnN compiled) {
        Required.argument("describe_n", "compiled", compiled);
        return CompiledFunction.describe(compiled);
    }

    /** The graph of arrays as text, which does not evaluate them: a line for each application of a primitive, after its inputs. */
    public static String describe(Array... arrays) {
        Required.arguments("describe", "arrays", arrays);
        return GraphText.lines(List.of(arrays));
    }

    /**
     * Draws the graph of arrays, without evaluating them, in the language of Graphviz's {@code dot}.
     *
     * @throws ArrayFileException if the file cannot be written
     */
    public static void exportToDot(Path file, Array... arrays) {
        Required.argument("export_to_dot", "file", file);
        Required.arguments("export_to_dot", "arrays", arrays);
        Map<String, Array> named = new LinkedHashMap<>();
        for (Array array : arrays) {
            named.put("output " + named.size(), array);
        }
        exportToDot(file, named);
    }

    /** The same, with names for the arrays. */
    public static void exportToDot(Path file, Map<String, Array> arrays) {
        Required.argument("export_to_dot", "file", file);
        Required.arguments("export_to_dot", "arrays", arrays);
        ArrayFiles.writeText(file, GraphText.dot(arrays));
    }

    /**
     * Writes what a function does with arguments like these, its weights included, to a file that {@link #importFunction} reads without the
     * program that made it. The format is in docs/exported-functions.md. For a file of several signatures see {@link #exporter}.
     *
     * @param exampleArguments of which only shapes and dtypes matter
     * @throws ExportException if the function uses a primitive of the program's own
     * @throws TracingException if the function draws from the global random sequence or replaces a module's parameter
     * @throws IllegalStateException if the function reads or evaluates an array that depends on its arguments
     * @throws ArrayFileException if the file cannot be written
     */
    public static void exportFunction(Path file, FnN function, List<Array> exampleArguments) {
        Required.argument("export_function", "file", file);
        Required.argument("export_function", "function", function);
        Required.arguments("export_function", "exampleArguments", exampleArguments);
        exportFunction(file, function, exampleArguments, false, "");
    }

    /**
     * The same, with more to say.
     *
     * @param shapeless whether the imported function may be called with arguments of other lengths, see {@link ImportedFunction}
     * @param metadata any text for {@link ImportedFunction#metadata}
     */
    public static void exportFunction(
            Path file, FnN function, List<Array> exampleArguments, boolean shapeless, String metadata) {
        Required.argument("export_function", "file", file);
        Required.argument("export_function", "function", function);
        Required.arguments("export_function", "exampleArguments", exampleArguments);
        Required.argument("export_function", "metadata", metadata);
        exporter(file, function, shapeless, metadata).trace(exampleArguments).close();
    }

    /**
     * As {@link #exportFunction(Path, FnN, List)}, for a function with named arguments, which the imported one is called with, too: {@link
     * ImportedFunction#apply(List, Map)}.
     *
     * @param keywords examples by name
     */
    public static void exportFunction(
            Path file, FnWithKeywords function, List<Array> exampleArguments, Map<String, Array> keywords) {
        Required.argument("export_function", "file", file);
        Required.argument("export_function", "function", function);
        Required.arguments("export_function", "exampleArguments", exampleArguments);
        Required.arguments("export_function", "keywords", keywords);
        exporter(file, function, ExportOptions.DEFAULTS)
                .trace(exampleArguments, keywords)
                .close();
    }

    /**
     * Tells a listener what a function does with arguments like these, instead of writing it to a file: for programs of one's own that draw,
     * translate or check a graph. See {@link ExportEvent} for what comes in which order.
     *
     * @throws ExportException if the function uses a primitive of the program's own
     * @throws IllegalStateException if the function reads or evaluates an array that depends on its arguments
     */
    public static void exportFunction(Consumer<ExportEvent> listener, FnN function, List<Array> exampleArguments) {
        Required.argument("export_function", "listener", listener);
        Required.argument("export_function", "function", function);
        Required.arguments("export_function", "exampleArguments", exampleArguments);
        exportFunction(listener, FunctionExporter.withoutKeywords(function), exampleArguments, Map.of());
    }

    /** The same for a function with named arguments. */
    public static void exportFunction(
            Consumer<ExportEvent> listener,
            FnWithKeywords function,
            List<Array> exampleArguments,
            Map<String, Array> keywords) {
        Required.argument("export_function", "listener", listener);
        Required.argument("export_function", "function", function);
        Required.arguments("export_function", "exampleArguments", exampleArguments);
        Required.arguments("export_function", "keywords", keywords);
        exportFunction(listener, function, exampleArguments, keywords, false);
    }

    /** The same; if {@code shapeless}, lengths stay what they are in what is told: not numbers. */
    public static void exportFunction(
            Consumer<ExportEvent> listener,
            FnWithKeywords function,
            List<Array> exampleArguments,
            Map<String, Array> keywords,
            boolean shapeless) {
        Required.argument("export_function", "listener", listener);
        Required.argument("export_function", "function", function);
        Required.arguments("export_function", "exampleArguments", exampleArguments);
        Required.arguments("export_function", "keywords", keywords);
        Arguments examples = Arguments.of(exampleArguments, keywords);
        GraphEvents.tell(FunctionExporter.signature(function, examples, shapeless), listener);
    }

    /** As {@link #exportFunction(Path, FnN, List)}, for a function of one array. */
    public static void exportFunction(Path file, Fn1 function, Array example) {
        Required.argument("export_function", "file", file);
        Required.argument("export_function", "function", function);
        Required.argument("export_function", "example", example);
        exportFunction(file, function.overLists(), List.of(example));
    }

    /** As {@link #exportFunction(Path, FnN, List)}, for a function of two arrays. */
    public static void exportFunction(Path file, Fn2 function, Array first, Array second) {
        Required.argument("export_function", "file", file);
        Required.argument("export_function", "function", function);
        Required.argument("export_function", "first", first);
        Required.argument("export_function", "second", second);
        exportFunction(file, function.overLists(), List.of(first, second));
    }

    /** Writes a function for arguments of several types; the file is written when the exporter is closed. */
    public static FunctionExporter exporter(Path file, FnN function) {
        return exporter(file, function, false, "");
    }

    /** The same, with what {@link #exportFunction(Path, FnN, List, boolean, String)} takes. */
    public static FunctionExporter exporter(Path file, FnN function, boolean shapeless, String metadata) {
        Required.argument("exporter", "function", function);
        Required.argument("exporter", "metadata", metadata);
        return exporter(file, FunctionExporter.withoutKeywords(function), new ExportOptions(shapeless, metadata));
    }

    /** The same for a function that has named arguments, see {@link FunctionExporter#trace(List, Map)}. */
    public static FunctionExporter exporter(Path file, FnWithKeywords function, ExportOptions options) {
        Required.argument("exporter", "file", file);
        Required.argument("exporter", "function", function);
        Required.argument("exporter", "options", options);
        return new FunctionExporter(file, function, options);
    }

    /**
     * Reads a function that was exported. Any bytes give a function or the exception.
     *
     * @throws ArrayFileException if the file cannot be read or is not what the format says
     */
    public static ImportedFunction importFunction(Path file) {
        Required.argument("import_function", "file", file);
        return new ImportedFunction(ArrayFiles.importFunction(file));
    }

    /** Lets compiled functions run as they were written, for a debugger. */
    public static void disableCompile() {
        Compilation.enable(false);
    }

    /** Undoes {@link #disableCompile}, or the environment variable {@code LAZULI_DISABLE_COMPILE}. */
    public static void enableCompile() {
        Compilation.enable(true);
    }

    /** The axes that vmap maps, one for each argument; null for an argument that all examples share. */
    public static @Nullable Integer[] axes(@Nullable Integer... axes) {
        Required.argument("axes", "axes", axes);
        return axes;
    }

    /**
     * The function over a batch, along the first axis of the argument and of the result: of f from (shape) to (other), a function from
     * (n, shape) to (n, other).
     *
     * {@snippet :
     * Fn1 norms = vmap(row -> row.square().sum().sqrt());
     * IO.println(norms.apply(array(new float[] {3, 4, 6, 8}, Shape.of(2, 2))));       // prints: array([5, 10], dtype=float32)
     * }
     */
    public static Fn1 vmap(Fn1 function) {
        return vmap(function, axes(0), 0);
    }

    /** The function over a batch along the given axes. */
    public static Fn1 vmap(Fn1 function, @Nullable Integer[] inAxes, int outAxis) {
        Required.argument("vmap", "function", function);
        Required.argument("vmap", "inAxes", inAxes);
        return a -> moveaxis(
                VmapAxes.apply(function.overLists(), Required.inputs("vmap", a), inAxes)
                        .getFirst(),
                0,
                outAxis);
    }

    /** The function over a batch: the first axis of each argument and of the result. */
    public static Fn2 vmap(Fn2 function) {
        return vmap(function, axes(0, 0), 0);
    }

    /** The function over a batch along the given axes. */
    public static Fn2 vmap(Fn2 function, @Nullable Integer[] inAxes, int outAxis) {
        Required.argument("vmap", "function", function);
        Required.argument("vmap", "inAxes", inAxes);
        return (a, b) -> moveaxis(
                VmapAxes.apply(function.overLists(), Required.inputs("vmap", a, b), inAxes)
                        .getFirst(),
                0,
                outAxis);
    }

    /** The function over a batch: the first axis of each argument and of the result. */
    public static Fn3 vmap(Fn3 function) {
        return vmap(function, axes(0, 0, 0), 0);
    }

    /** The function over a batch along the given axes. */
    public static Fn3 vmap(Fn3 function, @Nullable Integer[] inAxes, int outAxis) {
        Required.argument("vmap", "function", function);
        Required.argument("vmap", "inAxes", inAxes);
        return (a, b, c) -> moveaxis(
                VmapAxes.apply(function.overLists(), Required.inputs("vmap", a, b, c), inAxes)
                        .getFirst(),
                0,
                outAxis);
    }

    /** The function over a batch: the first axis of each argument and of the result. */
    public static Fn4 vmap(Fn4 function) {
        return vmap(function, axes(0, 0, 0, 0), 0);
    }

    /** The function over a batch along the given axes. */
    public static Fn4 vmap(Fn4 function, @Nullable Integer[] inAxes, int outAxis) {
        Required.argument("vmap", "function", function);
        Required.argument("vmap", "inAxes", inAxes);
        return (a, b, c, d) -> moveaxis(
                VmapAxes.apply(function.overLists(), Required.inputs("vmap", a, b, c, d), inAxes)
                        .getFirst(),
                0,
                outAxis);
    }

    /** The function over a batch along the given axes; the outputs carry it along their first. */
    public static FnN vmapN(FnN function, @Nullable Integer... inAxes) {
        Required.argument("vmap_n", "function", function);
        Required.argument("vmap_n", "inAxes", inAxes);
        return inputs -> VmapAxes.apply(function, Required.arguments("vmap_n", "inputs", inputs), inAxes);
    }
}
