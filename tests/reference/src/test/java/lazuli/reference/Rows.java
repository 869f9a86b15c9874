package lazuli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.DType;
import lazuli.core.Index;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.core.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.ops.NDBase;
import org.nd4j.linalg.factory.ops.NDCNN;
import org.nd4j.linalg.factory.ops.NDLinalg;
import org.nd4j.linalg.factory.ops.NDMath;
import org.nd4j.linalg.factory.ops.NDNN;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The operations that both libraries have. */
final class Rows {
    private static final NDMath MATH = Nd4j.math();
    private static final NDBase BASE = new NDBase();
    private static final NDNN NN = Nd4j.nn();
    private static final NDCNN CNN = Nd4j.cnn();
    private static final NDLinalg LINALG = Nd4j.linalg();

    private final List<Row> rows = new ArrayList<>();

    private Rows() {
        unary();
        binary();
        reductions();
        alongAnAxis();
        shapes();
        products();
        linearAlgebra();
        networks();
    }

    static Stream<Row> all() {
        return new Rows().rows.stream();
    }

    private static int length(RandomGenerator random) {
        return 1 + random.nextInt(6);
    }

    private static int[] shape(RandomGenerator random, int rank) {
        return IntStream.range(0, rank).map(i -> length(random)).toArray();
    }

    private static Row.Shapes ofRank(int rank) {
        return random -> List.of(shape(random, rank));
    }

    /** Of any rank from one to four. */
    private static List<int[]> any(RandomGenerator random) {
        return List.of(shape(random, 1 + random.nextInt(4)));
    }

    /** Two of one rank that are broadcast together, each along some axes. */
    private static List<int[]> broadcast(RandomGenerator random) {
        int[] a = shape(random, 2 + random.nextInt(2));
        int[] b = a.clone();
        for (int i = 0; i < a.length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> a[i] = 1;
                case 1 -> b[i] = 1;
                default -> {}
            }
        }
        return List.of(a, b);
    }

    private static List<int[]> same(RandomGenerator random) {
        int[] shape = shape(random, 1 + random.nextInt(3));
        return List.of(shape, shape);
    }

    private void one(String name, double low, double high, UnaryOperator<Array> ours, UnaryOperator<INDArray> theirs) {
        rows.add(new Row(
                name, low, high, Rows::any, (x, axis) -> ours.apply(x.get(0)), (x, axis) -> theirs.apply(x.get(0))));
    }

    private void two(
            String name,
            double low,
            double high,
            Row.Shapes shapes,
            BinaryOperator<Array> ours,
            BinaryOperator<INDArray> theirs) {
        rows.add(new Row(
                name,
                low,
                high,
                shapes,
                (x, axis) -> ours.apply(x.get(0), x.get(1)),
                (x, axis) -> theirs.apply(x.get(0), x.get(1))));
    }

    private void unary() {
        one("abs", -3, 3, Mx::abs, MATH::abs);
        one("negative", -3, 3, Mx::negative, MATH::neg);
        one("sign", -3, 3, Mx::sign, MATH::sign);
        one("square", -3, 3, Mx::square, MATH::square);
        one("sqrt", 0, 9, Mx::sqrt, MATH::sqrt);
        one("rsqrt", 0.1, 9, Mx::rsqrt, MATH::rsqrt);
        one("reciprocal", 0.2, 4, Mx::reciprocal, MATH::reciprocal);
        one("exp", -9, 9, Mx::exp, MATH::exp);
        one("expm1", -3, 3, Mx::expm1, MATH::expm1);
        one("log", 0.01, 99, Mx::log, MATH::log);
        one("log1p", -0.9, 9, Mx::log1p, MATH::log1p);
        one("sin", -9, 9, Mx::sin, MATH::sin);
        one("cos", -9, 9, Mx::cos, MATH::cos);
        one("tan", -1.4, 1.4, Mx::tan, MATH::tan);
        one("arcsin", -1, 1, Mx::arcsin, MATH::asin);
        one("arccos", -1, 1, Mx::arccos, MATH::acos);
        one("arctan", -9, 9, Mx::arctan, MATH::atan);
        one("sinh", -4, 4, Mx::sinh, MATH::sinh);
        one("cosh", -4, 4, Mx::cosh, MATH::cosh);
        one("tanh", -4, 4, Mx::tanh, MATH::tanh);
        one("arcsinh", -9, 9, Mx::arcsinh, MATH::asinh);
        one("arccosh", 1.1, 9, Mx::arccosh, MATH::acosh);
        one("arctanh", -0.95, 0.95, Mx::arctanh, MATH::atanh);
        one("erf", -3, 3, Mx::erf, MATH::erf);
        one("floor", -5, 5, Mx::floor, MATH::floor);
        one("ceil", -5, 5, Mx::ceil, MATH::ceil);
        one("round", -5, 5, Mx::round, MATH::round);
        one("sigmoid", -9, 9, Mx::sigmoid, NN::sigmoid);
        one("maximum of a scalar", -1, 1, x -> Mx.maximum(x, 0), x -> NN.relu(x, 0));
        one("log of softmax", -3, 3, x -> Mx.log(Mx.softmax(x, -1)), x -> NN.logSoftmax(x, x.rank() - 1));
        one("clip", -3, 3, x -> Mx.clip(x, -1, 2), x -> MATH.clipByValue(x, -1, 2));
    }

    private void binary() {
        two("add", -3, 3, Rows::broadcast, Mx::add, INDArray::add);
        two("subtract", -3, 3, Rows::broadcast, Mx::subtract, INDArray::sub);
        two("multiply", -3, 3, Rows::broadcast, Mx::multiply, INDArray::mul);
        two("divide", 0.5, 3, Rows::broadcast, Mx::divide, INDArray::div);
        two("power", 0.2, 3, Rows::broadcast, Mx::power, MATH::pow);
        two("maximum", -3, 3, Rows::broadcast, Mx::maximum, MATH::max);
        two("minimum", -3, 3, Rows::broadcast, Mx::minimum, MATH::min);
        two("arctan2", -3, 3, Rows::same, Mx::arctan2, MATH::atan2);
        two("floor_divide", 0.5, 9, Rows::broadcast, Mx::floorDivide, MATH::floorDiv);
        two("remainder", 0.5, 9, Rows::broadcast, Mx::remainder, MATH::floorMod);
        two("less", -3, 3, Rows::broadcast, Mx::less, BASE::lt);
        two("less_equal", -3, 3, Rows::broadcast, Mx::lessEqual, BASE::lte);
        two("greater", -3, 3, Rows::broadcast, Mx::greater, BASE::gt);
        two("greater_equal", -3, 3, Rows::broadcast, Mx::greaterEqual, BASE::gte);
        two(
                "equal",
                -3,
                3,
                Rows::same,
                (a, b) -> Mx.equal(Mx.round(a), Mx.round(b)),
                (a, b) -> BASE.eq(MATH.round(a), MATH.round(b)));
    }

    private void axis(String name, double low, double high, Row.Ours ours, Row.Theirs theirs) {
        rows.add(new Row(name, low, high, ofRank(3), ours, theirs));
    }

    private void reductions() {
        axis("sum", -3, 3, (x, axis) -> Mx.sum(x.get(0), axis), (x, axis) -> MATH.sum(x.get(0), axis));
        axis("prod", -2, 2, (x, axis) -> Mx.prod(x.get(0), axis), (x, axis) -> MATH.prod(x.get(0), axis));
        axis("mean", -3, 3, (x, axis) -> Mx.mean(x.get(0), axis), (x, axis) -> MATH.mean(x.get(0), axis));
        axis("max", -3, 3, (x, axis) -> Mx.max(x.get(0), axis), (x, axis) -> BASE.max(x.get(0), axis));
        axis("min", -3, 3, (x, axis) -> Mx.min(x.get(0), axis), (x, axis) -> BASE.min(x.get(0), axis));
        axis("argmax", -3, 3, (x, axis) -> Mx.argmax(x.get(0), axis), (x, axis) -> BASE.argmax(x.get(0), axis));
        axis("argmin", -3, 3, (x, axis) -> Mx.argmin(x.get(0), axis), (x, axis) -> BASE.argmin(x.get(0), axis));
        axis(
                "logsumexp",
                -3,
                3,
                (x, axis) -> Mx.logsumexp(x.get(0), axis),
                (x, axis) -> MATH.logSumExp(x.get(0), axis));
        axis(
                "var",
                -3,
                3,
                (x, axis) -> Mx.var(x.get(0), new int[] {axis}, false, 0),
                (x, axis) -> x.get(0).var(false, axis));
        axis(
                "std",
                -3,
                3,
                (x, axis) -> Mx.std(x.get(0), new int[] {axis}, false, 0),
                (x, axis) -> x.get(0).std(false, axis));
        axis(
                "norm",
                -3,
                3,
                (x, axis) -> Linalg.norm(x.get(0), new int[] {axis}, false),
                (x, axis) -> MATH.norm2(x.get(0), axis));
        one("sum of all", -3, 3, Mx::sum, x -> Nd4j.scalar(x.sumNumber().doubleValue()));
    }

    private void alongAnAxis() {
        axis("cumsum", -3, 3, (x, axis) -> Mx.cumsum(x.get(0), axis), (x, axis) -> BASE.cumsum(x.get(0), axis));
        axis("cumprod", -2, 2, (x, axis) -> Mx.cumprod(x.get(0), axis), (x, axis) -> BASE.cumprod(x.get(0), axis));
        axis(
                "cumsum in reverse, exclusive",
                -3,
                3,
                (x, axis) -> Mx.cumsum(x.get(0), axis, true, false),
                (x, axis) -> BASE.cumsum(x.get(0), true, true, axis));
        axis("softmax", -3, 3, (x, axis) -> Mx.softmax(x.get(0), axis), (x, axis) -> NN.softmax(x.get(0), axis));
        axis(
                "sort",
                -3,
                3,
                (x, axis) -> Mx.sort(x.get(0), axis),
                (x, axis) -> Nd4j.sort(x.get(0).dup(), axis, true));
        axis("flip", -3, 3, (x, axis) -> Mx.flip(x.get(0), axis), (x, axis) -> BASE.reverse(x.get(0), axis));
        axis(
                "repeat",
                -3,
                3,
                (x, axis) -> Mx.repeat(x.get(0), 3, axis),
                (x, axis) -> x.get(0).repeat(axis, 3));
        axis(
                "take",
                -3,
                3,
                (x, axis) -> Mx.take(x.get(0), Mx.array(0, 0), axis),
                (x, axis) -> BASE.gather(x.get(0), new int[] {0, 0}, axis));
        axis(
                "stack",
                -3,
                3,
                (x, axis) -> Mx.stack(List.of(x.get(0), x.get(0)), axis),
                (x, axis) -> Nd4j.stack(axis, x.get(0), x.get(0)));
        axis(
                "concatenate",
                -3,
                3,
                (x, axis) -> Mx.concatenate(List.of(x.get(0), x.get(0)), axis),
                (x, axis) -> Nd4j.concat(axis, x.get(0), x.get(0)));
    }

    private void shapes() {
        axis(
                "transpose",
                -3,
                3,
                (x, axis) -> Mx.transpose(x.get(0), 2, 0, 1),
                (x, axis) -> x.get(0).permute(2, 0, 1));
        axis(
                "reshape",
                -3,
                3,
                (x, axis) -> Mx.flatten(x.get(0)),
                (x, axis) -> x.get(0).reshape(x.get(0).length()));
        axis("tile", -3, 3, (x, axis) -> Mx.tile(x.get(0), 2, 1, 3), (x, axis) -> Nd4j.tile(x.get(0), 2, 1, 3));
        axis(
                "expand_dims",
                -3,
                3,
                (x, axis) -> Mx.expandDims(x.get(0), axis),
                (x, axis) -> BASE.expandDims(x.get(0), axis));
        axis(
                "pad",
                -3,
                3,
                (x, axis) -> Mx.pad(x.get(0), new int[][] {{1, 2}, {0, 1}, {2, 0}}, 0),
                (x, axis) -> Nd4j.pad(x.get(0), new int[][] {{1, 2}, {0, 1}, {2, 0}}));
        axis(
                "at",
                -3,
                3,
                (x, axis) ->
                        x.get(0).at(Slice.all(), Slice.from(x.get(0).shape().length(1) / 2), Index.of(-1)),
                (x, axis) -> x.get(0)
                        .get(
                                NDArrayIndex.all(),
                                NDArrayIndex.interval(
                                        x.get(0).size(1) / 2, x.get(0).size(1)),
                                NDArrayIndex.point(x.get(0).size(2) - 1)));
        rows.add(new Row("diag", -3, 3, ofRank(1), (x, axis) -> Mx.diag(x.get(0)), (x, axis) -> Nd4j.diag(x.get(0))));
        rows.add(new Row(
                "diagonal",
                -3,
                3,
                random -> {
                    int length = length(random);
                    return List.of(new int[] {length, length});
                },
                (x, axis) -> Mx.diagonal(x.get(0)),
                (x, axis) -> MATH.diagPart(x.get(0))));
        rows.add(new Row(
                "trace", -3, 3, Rows::square, (x, axis) -> Mx.trace(x.get(0)), (x, axis) -> MATH.trace(x.get(0))));
        rows.add(new Row(
                "triu", -3, 3, Rows::square, (x, axis) -> Mx.triu(x.get(0)), (x, axis) -> LINALG.triu(x.get(0))));
    }

    private static List<int[]> square(RandomGenerator random) {
        int length = 1 + length(random);
        return List.of(new int[] {length, length});
    }

    private static List<int[]> product(RandomGenerator random) {
        int inner = length(random);
        return List.of(new int[] {length(random), inner}, new int[] {inner, length(random)});
    }

    private static List<int[]> batchedProduct(RandomGenerator random) {
        int inner = length(random);
        int batch = length(random);
        return List.of(new int[] {batch, length(random), inner}, new int[] {batch, inner, length(random)});
    }

    private void products() {
        two("matmul", -1, 1, Rows::product, Mx::matmul, INDArray::mmul);
        two("matmul of a batch", -1, 1, Rows::batchedProduct, Mx::matmul, Nd4j::matmul);
        two(
                "matmul of transposes",
                -1,
                1,
                Rows::product,
                (a, b) -> Mx.matmul(b.T(), a.T()),
                (a, b) -> b.transpose().mmul(a.transpose()));
        two(
                "tensordot",
                -1,
                1,
                random -> List.of(new int[] {2, 3, 4}, new int[] {4, length(random), 3}),
                (a, b) -> Mx.tensordot(a, b, new int[] {1, 2}, new int[] {2, 0}),
                (a, b) -> Nd4j.tensorMmul(a, b, new int[][] {{1, 2}, {2, 0}}));
        two(
                "outer",
                -1,
                1,
                random -> List.of(shape(random, 1), shape(random, 1)),
                Mx::outer,
                (a, b) -> a.reshape(a.length(), 1).mmul(b.reshape(1, b.length())));
        two("cross", -1, 1, random -> List.of(new int[] {3}, new int[] {3}), Linalg::cross, MATH::cross);
    }

    private static Array definite(Array x) {
        return Mx.add(Mx.matmul(x, x.T()), Mx.identity(x.length(), DType.FLOAT64));
    }

    private static INDArray definite(INDArray x) {
        return x.mmul(x.transpose()).add(Nd4j.eye(x.size(0)).castTo(DataType.DOUBLE));
    }

    private void linearAlgebra() {
        rows.add(new Row(
                "inv",
                -1,
                1,
                Rows::square,
                (x, axis) -> Linalg.inv(definite(x.get(0))),
                (x, axis) -> LINALG.matrixInverse(definite(x.get(0)))));
        rows.add(new Row(
                "det",
                -1,
                1,
                Rows::square,
                (x, axis) -> Linalg.det(definite(x.get(0))),
                (x, axis) -> LINALG.matrixDeterminant(definite(x.get(0)))));
        rows.add(new Row(
                "slogdet",
                -1,
                1,
                Rows::square,
                (x, axis) -> Linalg.slogdet(definite(x.get(0))).logAbs(),
                (x, axis) -> LINALG.logdet(definite(x.get(0)))));
        rows.add(new Row(
                "cholesky",
                -1,
                1,
                Rows::square,
                (x, axis) -> Linalg.cholesky(definite(x.get(0))),
                (x, axis) -> LINALG.cholesky(definite(x.get(0)))));
        rows.add(new Row(
                "qr",
                -1,
                1,
                Rows::square,
                (x, axis) -> Mx.abs(Linalg.qr(x.get(0)).r()),
                (x, axis) -> MATH.abs(LINALG.qr(x.get(0))[1])));
        rows.add(new Row(
                "solve",
                -1,
                1,
                random -> {
                    int[] matrix = square(random).getFirst();
                    return List.of(matrix, new int[] {matrix[0], length(random)});
                },
                (x, axis) -> Linalg.solve(definite(x.get(0)), x.get(1)),
                (x, axis) -> LINALG.solve(definite(x.get(0)), x.get(1))));
    }

    private static List<int[]> images(RandomGenerator random) {
        int channels = length(random);
        return List.of(
                new int[] {length(random), 4 + length(random), 4 + length(random), channels},
                new int[] {length(random), 3, 2, channels});
    }

    private void networks() {
        rows.add(new Row(
                "conv2d",
                -1,
                1,
                Rows::images,
                (x, axis) -> Mx.conv2d(
                        x.get(0),
                        x.get(1),
                        ConvolutionOptions.DEFAULTS.stride(2, 1).padding(1, 0).kernelDilation(1, 2)),
                (x, axis) -> CNN.conv2d(
                        x.get(0),
                        x.get(1).permute(1, 2, 3, 0).dup('c'),
                        Conv2DConfig.builder()
                                .kH(3)
                                .kW(2)
                                .sH(2)
                                .sW(1)
                                .pH(1)
                                .pW(0)
                                .dH(1)
                                .dW(2)
                                .dataFormat("NHWC")
                                .build())));
        rows.add(new Row(
                "max_pool",
                -1,
                1,
                random -> images(random).subList(0, 1),
                (x, axis) -> Mx.maxPool(x.get(0), new int[] {3, 2}, new int[] {2, 1}, new int[2]),
                (x, axis) -> CNN.maxPooling2d(
                        x.get(0),
                        Pooling2DConfig.builder()
                                .kH(3)
                                .kW(2)
                                .sH(2)
                                .sW(1)
                                .isNHWC(true)
                                .build())));
    }
}
