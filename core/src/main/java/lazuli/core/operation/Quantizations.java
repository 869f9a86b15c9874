package lazuli.core.operation;

import static lazuli.core.operation.Creation.*;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Indexing.take;
import static lazuli.core.operation.Reductions.max;
import static lazuli.core.operation.Reductions.min;
import static lazuli.core.operation.Shapes.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.PackedFormat;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.matrix.PackBits;
import lazuli.core.primitive.matrix.QuantizedMatMul;
import lazuli.core.primitive.matrix.UnpackBits;
import org.jspecify.annotations.Nullable;

/** Quantized matrices: rows cut into groups with a scale each, elements packed into words. */
public final class Quantizations {
    private static final float SMALLEST_SCALE = 1e-7f;

    /** The largest E2M1 number, and the largest E4M3 number. */
    private static final double MOST_OF_FOUR_BITS = 6;

    private static final double MOST_OF_EIGHT_BITS = 448;

    private Quantizations() {}

    /** How the elements of a quantized array are packed, checked. */
    static PackedFormat format(QuantizationOptions options) {
        return new PackedFormat(options.mode(), options.groupSize(), options.bits());
    }

    /** Words, scales and biases of a floating array. */
    public static Quantized quantize(Array w, QuantizationOptions options, @Nullable Array globalScale) {
        PackedFormat format = format(options);
        if (!w.dtype().isFloating()) {
            throw new DTypeException("quantize", "needs a real floating dtype, not %s", w.dtype());
        }
        if (w.shape().rank() < 2 || w.shape().length(-1) % format.groupSize() != 0) {
            throw new ShapeException(
                    "quantize", "needs two axes, the last in groups of %d, not %s", format.groupSize(), w.shape());
        }
        checkGlobalScale("quantize", format, globalScale);
        Quantized result = TraceScope.within(() -> switch (format.mode()) {
            case AFFINE -> affine(options, w);
            case MXFP4, MXFP8 -> microscaled(options, w);
            case NVFP4 -> twiceScaled(options, w, globalScale);
        });
        TraceScope.keep(result.packed());
        TraceScope.keep(result.scales());
        if (result.biases() != null) {
            TraceScope.keep(result.biases());
        }
        return result;
    }

    private static void checkGlobalScale(String operation, PackedFormat format, @Nullable Array globalScale) {
        if (globalScale != null
                && (format.mode() != QuantizationMode.NVFP4
                        || globalScale.size() != 1
                        || globalScale.dtype() != DType.FLOAT32)) {
            throw new ShapeException(
                    operation,
                    "a global scale is one float32 of mode NVFP4, not %s of %s",
                    globalScale.shape(),
                    format);
        }
    }

    private static Array groups(int groupSize, Array w) {
        return unflatten(w, -1, -1, groupSize);
    }

    private static Array packed(int bits, Array codes) {
        return Nodes.of(new PackBits(bits), flatten(codes, -2, -1).astype(DType.UINT8));
    }

    /** The end of the range that is farther from zero is hit exactly, and so is zero. */
    private static Quantized affine(QuantizationOptions options, Array w) {
        Array x = groups(options.groupSize(), w.astype(DType.FLOAT32));
        Array high = max(x, -1, true);
        Array low = min(x, -1, true);
        double levels = (1 << options.bits()) - 1;
        Array step = maximum(divide(subtract(high, low), levels), SMALLEST_SCALE);
        Array lowIsFarther = greater(abs(low), abs(high));
        Array signed = where(lowIsFarther, step, negative(step));
        Array edge = where(lowIsFarther, low, high);
        Array steps = round(divide(edge, signed));
        Array atZero = equal(steps, 0);
        Array scales = where(atZero, signed, divide(edge, steps));
        Array biases = where(atZero, zerosLike(edge), edge);
        Array codes = clip(round(divide(subtract(x, biases), scales)), 0, levels);
        return new Quantized(
                packed(options.bits(), codes),
                squeeze(scales, -1).astype(w.dtype()),
                squeeze(biases, -1).astype(w.dtype()),
                null,
                options);
    }

    private static Quantized microscaled(QuantizationOptions options, Array w) {
        Array x = groups(options.groupSize(), HalfPrecision.widen(w));
        double most = options.bits() == 4 ? MOST_OF_FOUR_BITS : MOST_OF_EIGHT_BITS;
        Array scales = divide(max(abs(x), -1, true), most);
        Array exponents =
                where(equal(scales, 0), zerosLike(scales), round(log2(scales))).astype(DType.INT32);
        Array codes =
                codes(options.bits(), divide(x, powerOfTwo(add(exponents, 127)).astype(x.dtype())));
        return new Quantized(
                packed(options.bits(), codes),
                squeeze(add(exponents, 127), -1).astype(DType.UINT8),
                null,
                null,
                options);
    }

    private static Quantized twiceScaled(QuantizationOptions options, Array w, @Nullable Array globalScale) {
        Array x = groups(options.groupSize(), HalfPrecision.widen(w));
        Array scales = divide(max(abs(x), -1, true), MOST_OF_FOUR_BITS);
        if (globalScale == null) {
            Array bytes = Fp8Conversions.encode(scales);
            Array codes = codes(options.bits(), divide(x, Fp8Conversions.decode(bytes, x.dtype())));
            return new Quantized(packed(options.bits(), codes), squeeze(bytes, -1), null, globalScale, options);
        }
        Array all = divide(MOST_OF_EIGHT_BITS * MOST_OF_FOUR_BITS, globalScale.reshape());
        Array bytes = Fp8Conversions.encode(multiply(scales, all));
        Array codes = codes(options.bits(), multiply(divide(x, Fp8Conversions.decode(bytes, x.dtype())), all));
        return new Quantized(packed(options.bits(), codes), squeeze(bytes, -1), null, globalScale, options);
    }

    /** The nearest four- or eight-bit floats, of two that are equally near the smaller. */
    private static Array codes(int bits, Array x) {
        if (bits == 8) {
            return Fp8Conversions.encode(x);
        }
        Array magnitude = abs(x);
        Array code = zeros(Shape.SCALAR, DType.UINT8);
        for (double between : new double[] {0.25, 0.75, 1.25, 1.75, 2.5, 3.5, 5}) {
            code = add(code, greater(magnitude, between).astype(DType.UINT8));
        }
        Array negative = logicalAnd(less(x, 0), greater(code, 0));
        return add(code, multiply(negative.astype(DType.UINT8), 8));
    }

    /** 2 to the power of biased int32 exponents, in float32; 0 stands for 2^-127. */
    private static Array powerOfTwo(Array biased) {
        Array bits = maximum(leftShift(biased, 23), 1 << 22);
        return bits.view(DType.FLOAT32);
    }

    /**
     * The numbers that a quantized array stands for.
     *
     * @param dtype null is that of scales and biases
     */
    public static Array dequantize(Quantized w, @Nullable DType dtype) {
        PackedFormat format = format(w.options());
        @Nullable Array globalScale = w.globalScale();
        check("dequantize", format, w);
        checkGlobalScale("dequantize", format, globalScale);
        if (dtype != null && !dtype.isFloating()) {
            throw new DTypeException("dequantize", "makes real floating numbers, not %s", dtype);
        }
        @Nullable Array biases = w.biases();
        DType natural =
                biases == null ? DType.BFLOAT16 : DType.promote(w.scales().dtype(), biases.dtype());
        return TraceScope.result(() -> {
            DType made = format.mode() == QuantizationMode.AFFINE || dtype == null ? natural : dtype;
            Array numbers = dequantize(format, w.packed(), w.scales(), biases, HalfPrecision.wide(made));
            if (globalScale != null) {
                Array all = divide(globalScale.reshape(), MOST_OF_EIGHT_BITS * MOST_OF_FOUR_BITS);
                numbers = multiply(numbers, all);
            }
            return numbers.astype(dtype == null ? natural : dtype);
        });
    }

    /** {@link #dequantize(Quantized, DType)} of what has been checked, without a global scale. */
    public static Array dequantize(
            PackedFormat format, Array words, Array scales, @Nullable Array biases, DType dtype) {
        Array codes = groups(format.groupSize(), Nodes.of(new UnpackBits(format.bits()), words));
        Array factors = expandDims(scales, -1);
        Array numbers = switch (format.mode()) {
            case AFFINE -> multiply(codes.astype(dtype), factors.astype(dtype));
            case MXFP4 -> multiply(fourBitFloats(codes, dtype), power(factors, dtype));
            case MXFP8 -> multiply(Fp8Conversions.decode(codes, dtype), power(factors, dtype));
            case NVFP4 -> multiply(fourBitFloats(codes, dtype), Fp8Conversions.decode(factors, dtype));
        };
        Array shifted =
                biases == null ? numbers : add(numbers, expandDims(biases, -1).astype(dtype));
        return flatten(shifted, -2, -1);
    }

    private static Array power(Array exponents, DType dtype) {
        return powerOfTwo(exponents.astype(DType.INT32)).astype(dtype);
    }

    private static Array fourBitFloats(Array codes, DType dtype) {
        Array table =
                array(new float[] {0f, 0.5f, 1f, 1.5f, 2f, 3f, 4f, 6f, -0f, -0.5f, -1f, -1.5f, -2f, -3f, -4f, -6f});
        return take(table.astype(dtype), codes.astype(DType.INT32), 0);
    }

    /** {@code x @ w}, or {@code x @ wᵀ}. */
    public static Array matmul(Array x, Quantized w, boolean transpose) {
        PackedFormat format = format(w.options());
        DType dtype = check("quantized_matmul", format, x, w);
        return TraceScope.result(() -> {
            List<Array> matrix = matrix(w, dtype);
            boolean flat = w.packed().shape().rank() == 2;
            Array rows = x.shape().rank() == 1 ? expandDims(x, 0) : x;
            Array left = flat ? flatten(rows, 0, -2) : rows;
            Array product = product(format, transpose, left.astype(dtype), matrix);
            int[] lengths = rows.shape().toArray();
            lengths[lengths.length - 1] = product.shape().length(-1);
            Array shaped = flat ? product.reshape(lengths) : product;
            return x.shape().rank() == 1 ? squeeze(shaped, -2) : shaped;
        });
    }

    private static List<Array> matrix(Quantized w, DType dtype) {
        @Nullable Array biases = w.biases();
        List<Array> matrix = new ArrayList<>();
        matrix.add(w.packed());
        matrix.add(biases == null ? w.scales() : w.scales().astype(dtype));
        if (biases != null) {
            matrix.add(biases.astype(dtype));
        }
        return matrix;
    }

    private static Array product(PackedFormat format, boolean transpose, Array x, List<Array> matrix) {
        List<Array> inputs = new ArrayList<>();
        int rank = Math.max(x.shape().rank(), matrix.getFirst().shape().rank());
        inputs.add(withRank(x, rank));
        matrix.forEach(part -> inputs.add(withRank(part, rank)));
        return Nodes.all(new QuantizedMatMul(format, transpose), inputs).getFirst();
    }

    private static Array withRank(Array x, int rank) {
        Shape shape = x.shape();
        for (int i = x.shape().rank(); i < rank; i++) {
            shape = shape.insert(0, 1);
        }
        return x.reshape(shape.toArray());
    }

    /** The dtype of a product, which takes no global scale. */
    static DType check(String operation, PackedFormat format, Array x, Quantized w) {
        check(operation, format, w);
        if (w.globalScale() != null) {
            throw new ArgumentException(operation, "takes no matrix with a global scale: dequantize it, or use qqmm");
        }
        @Nullable Array biases = w.biases();
        DType dtype = biases == null
                ? x.dtype()
                : DType.promote(x.dtype(), DType.promote(w.scales().dtype(), biases.dtype()));
        if (!dtype.isFloating()) {
            throw new DTypeException(operation, "needs a real floating dtype, not %s", dtype);
        }
        return dtype;
    }

    private static void check(String operation, PackedFormat format, Quantized w) {
        Array words = w.packed();
        Array scales = w.scales();
        @Nullable Array biases = w.biases();
        boolean affine = format.mode() == QuantizationMode.AFFINE;
        boolean typesFit = words.dtype() == DType.UINT32
                && affine == (biases != null)
                && (affine ? scales.dtype().isFloating() : scales.dtype() == DType.UINT8);
        if (!typesFit) {
            throw new DTypeException(
                    operation,
                    "mode %s takes uint32 words, %s, not %s, %s and %s",
                    format.mode(),
                    affine ? "floating scales and biases" : "uint8 scales and no biases",
                    words.dtype(),
                    scales.dtype(),
                    biases == null ? "none" : biases.dtype());
        }
        Shape shape = words.shape();
        boolean shapesFit = shape.rank() >= 2
                && scales.shape().rank() == shape.rank()
                && shape.with(-1, scales.shape().length(-1)).equals(scales.shape())
                && (biases == null || biases.shape().equals(scales.shape()))
                && (long) scales.shape().length(-1) * format.groupSize() * format.bits()
                        == (long) shape.length(-1) * Integer.SIZE;
        if (!shapesFit) {
            throw new ShapeException(
                    operation,
                    "words %s, scales %s and biases %s in groups of %d with %d bits",
                    shape,
                    scales.shape(),
                    biases == null ? "none" : biases.shape(),
                    format.groupSize(),
                    format.bits());
        }
    }
}
