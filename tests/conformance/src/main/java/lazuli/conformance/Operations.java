package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.BlockMaskOptions;
import lazuli.core.ConvolutionOptions;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.Fft;
import lazuli.core.FnN;
import lazuli.core.Index;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.core.PadMode;
import lazuli.core.QqmmOptions;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.RopeOptions;
import lazuli.core.Shape;
import lazuli.core.Slice;

/** Every public operation on arrays with a call of it; {@link OperationsTest} finds those that are missing. */
final class Operations {
    private static final Shape VECTOR = Shape.of(5);
    private static final Shape MATRIX = Shape.of(2, 5);
    private static final Shape CUBE = Shape.of(2, 5, 3);

    private final List<Operation> operations = new ArrayList<>();

    private Operations() {
        unary();
        binary();
        selections();
        reductions();
        scansAndOrder();
        shapes();
        parts();
        products();
        chosenProducts();
        quantized();
        windows();
        fast();
        fourier();
        linearAlgebra();
    }

    static List<Operation> all() {
        return new Operations().operations;
    }

    private void add(String name, List<Shape> shapes, boolean placed, FnN function) {
        operations.add(new Operation(name.contains(".") ? name : "Mx." + name, shapes, placed, function));
    }

    private void one(String name, Shape shape, UnaryOperator<Array> function) {
        add(name, List.of(shape), false, x -> List.of(function.apply(x.getFirst())));
    }

    private void one(String name, UnaryOperator<Array> function) {
        one(name, CUBE, function);
    }

    private void many(String name, Shape shape, Function<Array, List<Array>> function) {
        add(name, List.of(shape), false, x -> function.apply(x.getFirst()));
    }

    private void two(String name, BinaryOperator<Array> function) {
        two(name, Shape.of(2, 5, 3), Shape.of(5, 1), function);
    }

    private void two(String name, Shape a, Shape b, BinaryOperator<Array> function) {
        add(name, List.of(a, b), false, x -> List.of(function.apply(x.get(0), x.get(1))));
    }

    private void several(String name, FnN function, Shape... shapes) {
        add(name, List.of(shapes), false, function);
    }

    /** Functions whose constants are places in the arguments. */
    private void placed(String name, FnN function, Shape... shapes) {
        add(name, List.of(shapes), true, function);
    }

    private void unary() {
        one("abs", Mx::abs);
        one("negative", Mx::negative);
        one("positive", Mx::positive);
        one("sign", Mx::sign);
        one("square", Mx::square);
        one("sqrt", Mx::sqrt);
        one("rsqrt", Mx::rsqrt);
        one("reciprocal", Mx::reciprocal);
        one("exp", Mx::exp);
        one("expm1", Mx::expm1);
        one("log", Mx::log);
        one("log2", Mx::log2);
        one("log10", Mx::log10);
        one("log1p", Mx::log1p);
        one("sin", Mx::sin);
        one("cos", Mx::cos);
        one("tan", Mx::tan);
        one("arcsin", Mx::arcsin);
        one("arccos", Mx::arccos);
        one("arctan", Mx::arctan);
        one("sinh", Mx::sinh);
        one("cosh", Mx::cosh);
        one("tanh", Mx::tanh);
        one("arcsinh", Mx::arcsinh);
        one("arccosh", x -> arccosh(Mx.add(x, array(1).astype(x.dtype()))));
        one("arctanh", Mx::arctanh);
        one("sigmoid", Mx::sigmoid);
        one("erf", Mx::erf);
        one("erfinv", Mx::erfinv);
        one("floor", Mx::floor);
        one("ceil", Mx::ceil);
        one("trunc", Mx::trunc);
        one("round", x -> round(x, 0));
        one("real", Mx::real);
        one("imag", Mx::imag);
        one("conj", Mx::conj);
        one("conjugate", Mx::conjugate);
        one("degrees", Mx::degrees);
        one("radians", Mx::radians);
        one("isnan", Mx::isnan);
        one("isinf", Mx::isinf);
        one("isfinite", Mx::isfinite);
        one("isposinf", Mx::isposinf);
        one("isneginf", Mx::isneginf);
        one("nanToNum", Mx::nanToNum);
        one("logicalNot", Mx::logicalNot);
        one("bitwiseInvert", Mx::bitwiseInvert);
        one("astype", x -> astype(x, DType.FLOAT32));
        one("view", x -> view(x, x.dtype().size() == 1 ? DType.BOOL : DType.UINT16));
        one("stopGradient", Mx::stopGradient);
        one("contiguous", Mx::contiguous);
        one("zerosLike", Mx::zerosLike);
        one("onesLike", Mx::onesLike);
        one("emptyLike", Mx::emptyLike);
        one("fullLike", x -> fullLike(x, 3));
    }

    private void binary() {
        two("add", Mx::add);
        two("subtract", Mx::subtract);
        two("multiply", Mx::multiply);
        two("divide", Mx::divide);
        two("remainder", Mx::remainder);
        two("floorDivide", Mx::floorDivide);
        several("divmod", x -> divmod(x.get(0), x.get(1)), CUBE, Shape.of(5, 1));
        two("power", Mx::power);
        two("maximum", Mx::maximum);
        two("minimum", Mx::minimum);
        two("logaddexp", Mx::logaddexp);
        two("arctan2", Mx::arctan2);
        two("equal", Mx::equal);
        two("notEqual", Mx::notEqual);
        two("less", Mx::less);
        two("lessEqual", Mx::lessEqual);
        two("greater", Mx::greater);
        two("greaterEqual", Mx::greaterEqual);
        two("logicalAnd", Mx::logicalAnd);
        two("logicalOr", Mx::logicalOr);
        two("logicalXor", Mx::logicalXor);
        two("bitwiseAnd", Mx::bitwiseAnd);
        two("bitwiseOr", Mx::bitwiseOr);
        two("bitwiseXor", Mx::bitwiseXor);
        two("leftShift", Mx::leftShift);
        two("rightShift", Mx::rightShift);
        two("isclose", Mx::isclose);
        two("allclose", Mx::allclose);
        two("arrayEqual", CUBE, CUBE, Mx::arrayEqual);
    }

    private void selections() {
        several("where", x -> List.of(where(x.get(0), x.get(1), x.get(2))), CUBE, Shape.of(5, 1), Shape.of(3));
        several("clip", x -> List.of(clip(x.get(0), x.get(1), x.get(2))), CUBE, Shape.of(5, 1), Shape.of(3));
        several("depends", x -> depends(x.subList(0, 1), x.subList(1, 2)), CUBE, VECTOR);
    }

    private void reductions() {
        one("sum", x -> sum(x, 1));
        one("prod", x -> prod(x, 1));
        one("max", x -> max(x, 1));
        one("min", x -> min(x, 1));
        one("all", x -> Mx.all(x, 1));
        one("any", x -> any(x, 1));
        one("mean", x -> mean(x, 1));
        one("logSoftmax", x -> logSoftmax(x, 1));
        one("logsumexp", x -> logsumexp(x, 1));
        one("var", x -> var(x, new int[] {0, 2}, false, 0));
        one("std", x -> std(x, new int[] {0, 2}, false, 0));
        one("median", x -> median(x, new int[] {1}, false));
        one("countNonzero", Mx::countNonzero);
        one("argmax", x -> argmax(x, 1));
        one("argmin", x -> argmin(x, 1));
        one("softmax", x -> softmax(x, 1));
        one("trace", x -> trace(x, 0, 0, 1));
    }

    private void scansAndOrder() {
        one("cumsum", x -> cumsum(x, 1));
        one("cumprod", x -> cumprod(x, 1));
        one("cummax", x -> cummax(x, 1));
        one("cummin", x -> cummin(x, 1));
        one("logcumsumexp", x -> logcumsumexp(x, 1));
        one("diff", x -> diff(x, 1, 1));
        one("sort", x -> sort(x, 1));
        one("argsort", x -> argsort(x, 1));
        one("partition", x -> partition(x, 0, 1));
        one("argpartition", x -> argpartition(x, 0, 1));
        one("topk", x -> topk(x, 1, 1));
        two("searchsorted", VECTOR, MATRIX, (a, b) -> searchsorted(sort(a), b));
    }

    private void shapes() {
        one("reshape", x -> reshape(x, 5, -1));
        one("transpose", x -> transpose(x, 2, 0, 1));
        one("permuteDims", x -> permuteDims(x, 2, 0, 1));
        one("swapaxes", x -> swapaxes(x, 0, 2));
        one("moveaxis", x -> moveaxis(x, 0, 2));
        one("expandDims", x -> expandDims(x, 1));
        one("squeeze", Shape.of(2, 1, 5), x -> squeeze(x, 1));
        one("flatten", Mx::flatten);
        one("unflatten", x -> unflatten(x, 0, 2, -1));
        one("atleast1d", Mx::atleast1d);
        one("atleast2d", MATRIX, Mx::atleast2d);
        one("atleast3d", MATRIX, Mx::atleast3d);
        one("flip", Mx::flip);
        one("roll", x -> roll(x, 1, 1));
        one("tile", x -> tile(x, 1, 2));
        one("repeat", x -> repeat(x, 2, 1));
        one("pad", MATRIX, x -> pad(x, new int[][] {{1, 0}, {0, 2}}, PadMode.EDGE));
        one("broadcastTo", Shape.of(5, 1), x -> broadcastTo(x, 2, 5, 3));
        one("diag", VECTOR, Mx::diag);
        one("diagonal", x -> diagonal(x, 0, 0, 1));
        one("tril", Mx::tril);
        one("triu", Mx::triu);
        many("split", Shape.of(4, 3), x -> split(x, 2));
        many("unstack", CUBE, x -> unstack(x, 1));
        several("concatenate", x -> List.of(concatenate(x, 0)), MATRIX, Shape.of(3, 5));
        several("concat", x -> List.of(concat(x, 0)), MATRIX, Shape.of(3, 5));
        several("stack", x -> List.of(stack(x, 1)), MATRIX, MATRIX);
        several("broadcastArrays", x -> broadcastArrays(x.get(0), x.get(1)), MATRIX, VECTOR);
        several("meshgrid", x -> meshgrid(x.get(0), x.get(1)), VECTOR, Shape.of(3));
    }

    private void parts() {
        Array places = array(new int[] {4, 0, -1, 0}, Shape.of(2, 2));
        Array start = array(new int[] {1}, Shape.of(1));
        placed("take", x -> List.of(take(x.getFirst(), places, 1)), CUBE);
        placed("takeAlongAxis", x -> List.of(takeAlongAxis(x.getFirst(), places, 1)), MATRIX);
        placed("putAlongAxis", x -> List.of(putAlongAxis(x.get(0), places, x.get(1), 1)), MATRIX, Shape.of(2, 2));
        placed("slice", x -> List.of(slice(x.getFirst(), start, new int[] {1}, new int[] {2, 2, 3})), CUBE);
        placed(
                "sliceUpdate",
                x -> List.of(sliceUpdate(x.get(0), x.get(1), start, new int[] {1})),
                MATRIX,
                Shape.of(2, 3));
        placed("asStrided", x -> List.of(asStrided(x.getFirst(), Shape.of(3, 3), new long[] {2, 1}, 1)), MATRIX);
        placed(
                "maskedScatter",
                x -> List.of(maskedScatter(x.get(0), array(true, false, true, true, false), x.get(1))),
                VECTOR,
                Shape.of(3));
        placed(
                "Array.at",
                x -> List.of(x.getFirst().at(Index.of(1), Slice.from(1).step(2), Index.NEW_AXIS)),
                CUBE);
        placed(
                "Array.update",
                x -> List.of(x.get(0).update(array(0, 3), Index.ELLIPSIS).add(x.get(1))),
                VECTOR,
                Shape.of(2));
    }

    private void products() {
        two("matmul", CUBE, Shape.of(3, 4), Mx::matmul);
        several("addmm", x -> List.of(addmm(x.get(0), x.get(1), x.get(2))), Shape.of(4), MATRIX, Shape.of(5, 4));
        two("inner", MATRIX, Shape.of(3, 5), Mx::inner);
        two("outer", VECTOR, Shape.of(3), Mx::outer);
        two("vecdot", MATRIX, MATRIX, Mx::vecdot);
        two("kron", MATRIX, Shape.of(3), Mx::kron);
        one("hadamardTransform", Shape.of(2, 12), x -> hadamardTransform(x));
        two("tensordot", CUBE, Shape.of(5, 3), Mx::tensordot);
        two("einsum", MATRIX, Shape.of(3, 5), (a, b) -> einsum("ij,kj->ik", a, b));
    }

    private void chosenProducts() {
        Array which = array(1, 0, 1, 1);
        Shape matrices = Shape.of(2, 3, 4);
        placed("gatherMm", x -> List.of(gatherMm(x.get(0), x.get(1), array(0, 1, 0, 0), which)), CUBE, matrices);
        two(
                "segmentedMm",
                MATRIX,
                Shape.of(5, 3),
                (a, b) -> segmentedMm(a, b, array(new int[] {0, 2, 1, 5}, Shape.of(2, 2))));
        Array mask = array(new int[] {1, 0}, Shape.of(1, 2)).astype(DType.BOOL);
        BlockMaskOptions masked = BlockMaskOptions.DEFAULTS.blockSize(32).maskLhs(mask);
        two("blockMaskedMm", Shape.of(2, 40), Shape.of(40, 3), (a, b) -> blockMaskedMm(a, b, masked));
    }

    private void quantized() {
        Array words = Random.bits(Shape.of(2, 3, 8), Random.key(1));
        Shape scales = Shape.of(2, 3, 2);
        QuantizationOptions four = QuantizationOptions.DEFAULTS.groupSize(32);
        many("quantize", Shape.of(2, 3, 64), x -> {
            Quantized q = Mx.quantize(x, four);
            return List.of(q.packed(), q.scales(), Objects.requireNonNull(q.biases()));
        });
        two("dequantize", scales, scales, (a, b) -> dequantize(Quantized.of(words, a, b, four)));
        several(
                "quantizedMatmul",
                x -> List.of(quantizedMatmul(x.get(0), Quantized.of(words, x.get(1), x.get(2), four))),
                Shape.of(2, 5, 64),
                scales,
                scales);
        Array which = array(1, 0);
        several(
                "gatherQmm",
                x -> List.of(gatherQmm(x.get(0), Quantized.of(words, x.get(1), x.get(2), four), null, which)),
                Shape.of(2, 5, 64),
                scales,
                scales);
        Shape row = Shape.of(2, 5, 32);
        Shape column = Shape.of(2, 3, 32);
        two("qqmm", row, column, (x, w) -> qqmm(x, w, QqmmOptions.of(QuantizationMode.MXFP8)));
        placed(
                "gatherQqmm",
                x -> List.of(gatherQqmm(x.get(0), x.get(1), null, which, QqmmOptions.of(QuantizationMode.MXFP4))),
                row,
                column);
        one("toFp8", Mx::toFp8);
        one("fromFp8", Mx::fromFp8);
    }

    private void windows() {
        two("conv1d", Shape.of(2, 6, 2), Shape.of(3, 3, 2), (x, w) -> conv1d(x, w, 1, 1));
        two("conv2d", Shape.of(2, 4, 3, 2), Shape.of(3, 3, 3, 2), (x, w) -> conv2d(x, w, 1, 1));
        ConvolutionOptions around = ConvolutionOptions.DEFAULTS.padding(1);
        two("conv3d", Shape.of(1, 3, 3, 4, 1), Shape.of(2, 2, 2, 2, 1), (x, w) -> conv3d(x, w, around));
        ConvolutionOptions flipped =
                ConvolutionOptions.DEFAULTS.inputDilation(2).flip(true);
        two("convGeneral", Shape.of(2, 4, 2), Shape.of(3, 3, 2), (x, w) -> convGeneral(x, w, flipped));
        two("convTranspose1d", Shape.of(2, 4, 2), Shape.of(3, 3, 2), (x, w) -> convTranspose1d(x, w, 2, 1));
        two("convTranspose2d", Shape.of(2, 3, 3, 2), Shape.of(3, 3, 3, 2), (x, w) -> convTranspose2d(x, w, 2, 1));
        two("convTranspose3d", Shape.of(1, 3, 2, 2, 1), Shape.of(2, 2, 2, 2, 1), (x, w) -> convTranspose3d(x, w, 1, 1));
        two("convolve", VECTOR, Shape.of(3), Mx::convolve);
        int[] pair = {2, 2};
        one("maxPool", Shape.of(2, 4, 4, 1), x -> maxPool(x, pair, pair, new int[2]));
        several("batchNorm", x -> batchNorm(x.get(0), x.get(1), x.get(2), 1e-5f), CUBE, Shape.of(3), Shape.of(3));
    }

    private void fast() {
        two("Fast.rmsNorm", CUBE, Shape.of(3), (x, weight) -> Fast.rmsNorm(x, weight, 1e-5));
        several(
                "Fast.layerNorm",
                x -> List.of(Fast.layerNorm(x.get(0), x.get(1), x.get(2), 1e-5)),
                CUBE,
                Shape.of(3),
                Shape.of(3));
        RopeOptions neighbours = RopeOptions.DEFAULTS.traditional(true);
        one("Fast.rope", Shape.of(2, 5, 4), x -> Fast.rope(x, 4, neighbours, 3));
        Shape keys = Shape.of(1, 2, 3, 3);
        several(
                "Fast.scaledDotProductAttention",
                x -> List.of(Fast.scaledDotProductAttention(x.get(0), x.get(1), x.get(2), 0.5)),
                Shape.of(1, 4, 2, 3),
                keys,
                keys);
    }

    /** Transforms of lengths 2 and 4, which single precision computes without error. */
    private void fourier() {
        Shape whole = Shape.of(2, 4, 4);
        Shape half = Shape.of(2, 4, 3);
        one("Fft.fft", whole, x -> Fft.fft(x));
        one("Fft.ifft", whole, x -> Fft.ifft(x));
        one("Fft.rfft", whole, x -> Fft.rfft(x));
        one("Fft.irfft", half, x -> Fft.irfft(x));
        one("Fft.fft2", whole, x -> Fft.fft2(x));
        one("Fft.ifft2", whole, x -> Fft.ifft2(x));
        one("Fft.rfft2", whole, x -> Fft.rfft2(x));
        one("Fft.irfft2", half, x -> Fft.irfft2(x));
        one("Fft.fftn", whole, x -> Fft.fftn(x, null, new int[] {-3, -1}));
        one("Fft.ifftn", whole, x -> Fft.ifftn(x, null, new int[] {-3, -1}));
        one("Fft.rfftn", whole, x -> Fft.rfftn(x, null, new int[] {-3, -1}));
        one("Fft.irfftn", half, x -> Fft.irfftn(x, null, new int[] {-3, -1}));
        one("Fft.fftshift", x -> Fft.fftshift(x, new int[] {-1}));
        one("Fft.ifftshift", x -> Fft.ifftshift(x, new int[] {-1}));
    }

    private void matrix(String name, UnaryOperator<Array> function) {
        one("Linalg." + name, Shape.of(2, 3, 3), x -> function.apply(dominant(x)));
    }

    private void matrices(String name, Function<Array, List<Array>> function) {
        many("Linalg." + name, Shape.of(2, 3, 3), x -> function.apply(dominant(x)));
    }

    /** With a diagonal that outweighs the rest, and different at each place. */
    private static Array dominant(Array x) {
        if (x.ndim() == 0) {
            return x;
        }
        return Mx.add(x, diag(Mx.add(arange(x.shape().length(-1)), 6)).astype(x.dtype()));
    }

    private static Array symmetric(Array x) {
        return Mx.add(x, swapaxes(x, -1, -2));
    }

    private void linearAlgebra() {
        one("Linalg.norm", Linalg::norm);
        two("Linalg.cross", CUBE, Shape.of(3), Linalg::cross);
        matrix("svdvals", Linalg::svdvals);
        matrix("inv", Linalg::inv);
        matrix("triInv", Linalg::triInv);
        matrix("cholesky", x -> Linalg.cholesky(symmetric(x)));
        matrix("choleskyInv", Linalg::choleskyInv);
        matrix("pinv", Linalg::pinv);
        matrix("eigvals", Linalg::eigvals);
        matrix("eigvalsh", x -> Linalg.eigvalsh(symmetric(x)));
        matrix("det", Linalg::det);
        matrices("qr", x -> List.of(Linalg.qr(x).q(), Linalg.qr(x).r()));
        matrices(
                "svd",
                x -> List.of(Linalg.svd(x).u(), Linalg.svd(x).s(), Linalg.svd(x).vt()));
        matrices("eig", x -> List.of(Linalg.eig(x).values()));
        matrices(
                "eigh",
                x -> List.of(
                        Linalg.eigh(symmetric(x)).values(),
                        Linalg.eigh(symmetric(x)).vectors()));
        matrices("lu", x -> List.of(Linalg.lu(x).l(), Linalg.lu(x).u()));
        matrices("luFactor", x -> List.of(Linalg.luFactor(x).lu()));
        matrices(
                "slogdet",
                x -> List.of(Linalg.slogdet(x).sign(), Linalg.slogdet(x).logAbs()));
        two("Linalg.solve", Shape.of(3, 3), Shape.of(3, 2), (a, b) -> Linalg.solve(dominant(a), b));
        two("Linalg.solveTriangular", Shape.of(3, 3), Shape.of(3, 2), (a, b) -> Linalg.solveTriangular(dominant(a), b));
    }
}
