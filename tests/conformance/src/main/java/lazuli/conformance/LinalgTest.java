package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Linalg;
import lazuli.core.MatrixNorm;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Factors multiply to what was factored, for all shapes, layouts and dtypes; what has no result is NaN. */
class LinalgTest {
    /** A matrix to factor, with how close its factors must come. */
    record Given(String name, Array a, double tolerance) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int[][] SHAPES = {
        {1, 1},
        {2, 2},
        {5, 3},
        {3, 5},
        {2, 4, 4},
        {3, 1, 6, 2},
        {3, 12, 10},
        {2, 9, 40},
        {40, 33},
        {96, 96},
        {200, 3, 3},
        {0, 3, 2}
    };

    static Stream<Given> realMatrices() {
        return Stream.of(SHAPES)
                .flatMap(shape -> Stream.of(DType.FLOAT32, DType.FLOAT64)
                        .flatMap(dtype -> layouts(dtype + " " + Shape.of(shape), random(shape, dtype))));
    }

    static Stream<Given> matrices() {
        return Stream.concat(
                realMatrices(),
                Stream.of(SHAPES)
                        .flatMap(shape -> layouts("complex64 " + Shape.of(shape), random(shape, DType.COMPLEX64))));
    }

    static Stream<Given> square() {
        return matrices().map(each -> new Given(each.name, squareOf(each.a), each.tolerance));
    }

    static Stream<Given> realSquare() {
        return realMatrices().map(each -> new Given(each.name, squareOf(each.a), each.tolerance));
    }

    private static Stream<Given> layouts(String name, Array a) {
        double tolerance = a.dtype() == DType.FLOAT64 ? 1e-11 : 2e-4;
        Array transposed = contiguous(swapaxes(a, -1, -2));
        return Stream.of(
                new Given(name, a, tolerance),
                new Given(name + " transposed", swapaxes(transposed, -1, -2), tolerance),
                new Given(name + " backwards", flip(contiguous(flip(a, -1)), -1), tolerance));
    }

    private static Array random(int[] shape, DType dtype) {
        SplittableRandom random = new SplittableRandom(7);
        int count = Math.toIntExact(Shape.of(shape).size());
        Array real = array(random.doubles(count, -1, 1).toArray(), Shape.of(shape));
        if (dtype != DType.COMPLEX64) {
            return real.astype(dtype);
        }
        Array imaginary = array(random.doubles(count, -1, 1).toArray(), Shape.of(shape));
        return real.astype(DType.FLOAT32).add(imaginary.astype(DType.FLOAT32).multiply(Complex.I));
    }

    private static Array squareOf(Array a) {
        int n = Math.min(a.shape().length(-1), a.shape().length(-2));
        return split(split(a, new int[] {n}, -1).getFirst(), new int[] {n}, -2).getFirst();
    }

    private static Array adjoint(Array x) {
        return conjugate(swapaxes(x, -1, -2));
    }

    private static void assertClose(Array expected, Array got, double tolerance) {
        assertEquals(expected.shape(), got.shape());
        assertEquals(expected.dtype(), got.dtype());
        if (expected.size() > 0) {
            double difference = max(abs(subtract(expected, got))).itemDouble();
            assertTrue(difference <= tolerance, () -> "off by " + difference);
        }
    }

    private static void assertOrthonormalColumns(Array x, double tolerance) {
        Array one = broadcastTo(
                eye(x.shape().length(-1)).astype(x.dtype()),
                x.shape().with(-2, x.shape().length(-1)).toArray());
        assertClose(one, matmul(adjoint(x), x), tolerance);
    }

    /** Well-conditioned, if it is. */
    private static Array dominant(Array a) {
        int n = a.shape().length(-1);
        return a.add(multiply(eye(n).astype(a.dtype()), n + 1));
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void singularValueDecomposition(Given given) {
        Linalg.SVD parts = Linalg.svd(given.a);
        int rank = parts.s().shape().length(-1);
        assertOrthonormalColumns(parts.u(), given.tolerance);
        assertOrthonormalColumns(adjoint(parts.vt()), given.tolerance);
        Array scaled = multiply(split(parts.u(), new int[] {rank}, -1).getFirst(), expandDims(parts.s(), -2));
        assertClose(
                given.a, matmul(scaled, split(parts.vt(), new int[] {rank}, -2).getFirst()), given.tolerance);
        assertClose(parts.s(), Linalg.svdvals(given.a), given.tolerance);
        assertClose(flip(sort(parts.s(), -1), -1), parts.s(), 0);
    }

    @ParameterizedTest
    @MethodSource("realMatrices")
    void orthogonalFactors(Given given) {
        Linalg.QR parts = Linalg.qr(given.a);
        assertOrthonormalColumns(parts.q(), given.tolerance);
        assertClose(given.a, matmul(parts.q(), parts.r()), given.tolerance);
        assertClose(triu(parts.r()), parts.r(), 0);
    }

    @ParameterizedTest
    @MethodSource("realMatrices")
    void luFactors(Given given) {
        Linalg.LU parts = Linalg.lu(given.a);
        Array rows = broadcastTo(
                expandDims(parts.permutation(), -1), parts.l().shape().toArray());
        assertClose(given.a, matmul(takeAlongAxis(parts.l(), rows, -2), parts.u()), given.tolerance);
        Array packed = tril(Linalg.luFactor(given.a).lu(), -1);
        int rank = parts.l().shape().length(-1);
        assertClose(tril(parts.l(), -1), split(packed, new int[] {rank}, -1).getFirst(), 0);
        assertClose(triu(parts.u()), parts.u(), 0);
    }

    @ParameterizedTest
    @MethodSource("realMatrices")
    void pseudoInverse(Given given) {
        Array p = Linalg.pinv(given.a);
        Array product = matmul(given.a, p);
        assertClose(given.a, matmul(product, given.a), 20 * given.tolerance);
        assertClose(swapaxes(product, -1, -2), product, 20 * given.tolerance);
    }

    @ParameterizedTest
    @MethodSource("realSquare")
    void systems(Given given) {
        Array a = dominant(given.a);
        int n = a.shape().length(-1);
        Array one = broadcastTo(eye(n).astype(a.dtype()), a.shape().toArray());
        assertClose(one, matmul(a, Linalg.inv(a)), given.tolerance);
        assertClose(given.a, matmul(a, Linalg.solve(a, given.a)), given.tolerance);
        for (boolean upper : new boolean[] {false, true}) {
            Array triangle = upper ? triu(a) : tril(a);
            assertClose(given.a, matmul(triangle, Linalg.solveTriangular(a, given.a, upper)), given.tolerance);
            assertClose(one, matmul(triangle, Linalg.triInv(a, upper)), given.tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("realSquare")
    void choleskyFactors(Given given) {
        Array a = dominant(matmul(given.a, adjoint(given.a)));
        Array l = Linalg.cholesky(add(a, triu(given.a, 1)));
        Array u = Linalg.cholesky(add(a, tril(given.a, -1)), true);
        double tolerance = given.tolerance * a.shape().length(-1);
        assertClose(a, matmul(l, adjoint(l)), tolerance);
        assertClose(a, matmul(adjoint(u), u), tolerance);
        assertClose(tril(l), l, 0);
        assertClose(triu(u), u, 0);
        assertClose(Linalg.inv(a), Linalg.choleskyInv(l), tolerance);
        assertClose(Linalg.inv(a), Linalg.choleskyInv(u, true), tolerance);
    }

    @ParameterizedTest
    @MethodSource("square")
    void hermitianEigenvectors(Given given) {
        Array a = add(given.a, adjoint(given.a));
        for (boolean upper : new boolean[] {false, true}) {
            Array triangle = upper ? triu(a) : tril(a);
            Linalg.Eigen parts = Linalg.eigh(triangle, upper);
            assertOrthonormalColumns(parts.vectors(), given.tolerance);
            Array scaled = multiply(parts.vectors(), expandDims(parts.values(), -2));
            assertClose(a, matmul(scaled, adjoint(parts.vectors())), given.tolerance * 10);
            assertClose(parts.values(), Linalg.eigvalsh(triangle, upper), given.tolerance * 10);
            assertClose(sort(parts.values(), -1), parts.values(), 0);
        }
    }

    @ParameterizedTest
    @MethodSource("square")
    void eigenvectors(Given given) {
        Linalg.Eigen parts = Linalg.eig(given.a);
        Array left = matmul(given.a.astype(DType.COMPLEX64), parts.vectors());
        assertClose(left, multiply(parts.vectors(), expandDims(parts.values(), -2)), 5e-4);
        if (given.a.size() > 0) {
            Array trace = sum(diagonal(given.a, 0, -2, -1), -1).astype(DType.COMPLEX64);
            assertClose(trace, sum(Linalg.eigvals(given.a), -1), 5e-4);
            assertClose(
                    ones(parts.values().shape(), DType.FLOAT32),
                    Linalg.norm(parts.vectors(), new int[] {-2}, false),
                    1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64"})
    void zerosAndRankDeficiency(String name) {
        DType dtype = name.equals("float32") ? DType.FLOAT32 : DType.FLOAT64;
        double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 1e-4;
        Array column = arange(1, 5, 1, dtype).reshape(4, 1);
        for (Array a :
                List.of(zeros(Shape.of(4, 3), dtype), zeros(Shape.of(3, 3), dtype), matmul(column, column.T()))) {
            singularValueDecomposition(new Given("", a, tolerance * 10));
            orthogonalFactors(new Given("", a, tolerance * 10));
            pseudoInverse(new Given("", a, tolerance));
        }
        assertEquals(0, Linalg.det(matmul(column, column.T())).itemDouble(), 1e-3);
        assertEquals(0, Linalg.slogdet(zeros(Shape.of(4, 4), dtype)).sign().itemDouble());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                Linalg.slogdet(zeros(Shape.of(4, 4), dtype)).logAbs().itemDouble());
    }

    @Test
    void emptyMatrices() {
        Array none = zeros(Shape.of(0, 0), DType.FLOAT64);
        Array tall = zeros(Shape.of(2, 3, 0), DType.FLOAT64);
        assertAll(
                () -> assertEquals(Shape.of(0, 0), Linalg.inv(none).shape()),
                () -> assertEquals(1, Linalg.det(none).itemDouble()),
                () -> assertEquals(0, Linalg.slogdet(none).logAbs().itemDouble()),
                () -> assertEquals(Shape.of(2, 0, 3), Linalg.pinv(tall).eval().shape()),
                () -> assertEquals(Shape.of(2, 3, 0), Linalg.qr(tall).q().eval().shape()),
                () -> assertClose(
                        broadcastTo(eye(3).astype(DType.FLOAT64), 2, 3, 3),
                        Linalg.svd(tall).u(),
                        0),
                () -> assertEquals(
                        List.of(0L, 1L, 2L, 0L, 1L, 2L),
                        Arrays.stream(Linalg.lu(tall)
                                        .permutation()
                                        .astype(DType.INT64)
                                        .toLongArray())
                                .boxed()
                                .toList()),
                () -> assertEquals(Shape.of(0), Linalg.eigvals(none).eval().shape()),
                () -> assertEquals(0, Linalg.norm(none).itemDouble()));
    }

    /** The second of three matrices has no result, the others have theirs. */
    @ParameterizedTest
    @ValueSource(ints = {4, 12})
    void whatHasNoResultIsNaN(int n) {
        Array good = dominant(random(new int[] {n, n}, DType.FLOAT64));
        Array symmetric = matmul(good, good.T());
        Array broken = where(greater(good, n), Double.NaN, good);
        Array infinite = where(greater(good, n), Double.POSITIVE_INFINITY, good);
        assertAll(
                () -> assertSecondIsNaN(Linalg::inv, good, zeros(Shape.of(n, n), DType.FLOAT64)),
                () -> assertSecondIsNaN(Linalg::cholesky, symmetric, negative(symmetric)),
                () -> assertSecondIsNaN(Linalg::cholesky, symmetric, broken),
                () -> assertSecondIsNaN(Linalg::pinv, good, broken));
        for (Array bad : List.of(broken, infinite)) {
            assertAll(
                    () -> assertSecondIsNaN(Linalg::svdvals, good, bad),
                    () -> assertSecondIsNaN(x -> Linalg.svd(x).u(), good, bad),
                    () -> assertSecondIsNaN(x -> Linalg.eigh(x).vectors(), good, bad),
                    () -> assertSecondIsNaN(x -> real(Linalg.eig(x).vectors()), good, bad),
                    () -> assertSecondIsNaN(x -> real(Linalg.eigvals(x)), good, bad));
        }
        // The others end, too.
        eval(Linalg.qr(broken).q(), Linalg.lu(broken).u(), Linalg.det(broken), Linalg.solve(broken, good));
    }

    private static void assertSecondIsNaN(UnaryOperator<Array> function, Array good, Array bad) {
        Array result = function.apply(stack(good, bad, good));
        assertTrue(all(isnan(result.at(1))).itemBoolean());
        assertClose(function.apply(good), result.at(0), 1e-12);
        assertClose(function.apply(good), result.at(2), 1e-12);
    }

    @Test
    void extremeMagnitudes() {
        for (double scale : new double[] {1e-200, 1e200}) {
            Array a = random(new int[] {5, 4}, DType.FLOAT64);
            Array unit = divide(Linalg.svdvals(multiply(a, scale)), scale);
            assertClose(Linalg.svdvals(a), unit, 1e-12);
            Array q = Linalg.qr(multiply(a, scale)).q();
            assertOrthonormalColumns(q, 1e-12);
        }
    }

    @Test
    void equalEigenvaluesHaveDerivatives() {
        Array gradient = grad(x -> sum(Linalg.eigh(x).values())).apply(eye(3).astype(DType.FLOAT64));
        assertClose(eye(3).astype(DType.FLOAT64), gradient, 1e-12);
    }

    /** A = V diag(w) V⁻¹, so that its tangent is that of the matrix: dA V + A dV = dV diag(w) + V diag(dw). */
    @Test
    void eigenvaluesOfGeneralMatricesHaveTangents() {
        Array a = random(new int[] {2, 4, 4}, DType.FLOAT32);
        Array da = random(new int[] {2, 4, 4}, DType.FLOAT32);
        var at = jvpN(
                x -> {
                    Linalg.Eigen parts = Linalg.eig(x.getFirst());
                    return List.of(parts.values(), parts.vectors());
                },
                List.of(a),
                List.of(da));
        Array w = expandDims(at.outputs().get(0), -2);
        Array v = at.outputs().get(1);
        Array dw = expandDims(at.tangents().get(0), -2);
        Array dv = at.tangents().get(1);
        Array left = add(matmul(da.astype(DType.COMPLEX64), v), matmul(a.astype(DType.COMPLEX64), dv));
        assertClose(left, add(multiply(dv, w), multiply(v, dw)), 2e-3);
        assertClose(zeros(2, 4), real(sum(multiply(conjugate(v), dv), -2)), 1e-3);
    }

    @Test
    void eigenvaluesOfGeneralMatricesHaveGradients() {
        Array a = random(new int[] {3, 4, 4}, DType.FLOAT32);
        // The sum of the eigenvalues is the trace, that of their squares the trace of the square.
        for (var values :
                List.<lazuli.core.Fn1>of(Linalg::eigvals, x -> Linalg.eig(x).values())) {
            Array trace = grad(x -> sum(real(values.apply(x)))).apply(a);
            assertClose(broadcastTo(eye(4), 3, 4, 4), trace, 1e-3);
            Array squares = grad(x -> sum(real(values.apply(x).square()))).apply(a);
            assertClose(multiply(2, swapaxes(a, -1, -2)), squares, 5e-3);
        }
        Array lengths = grad(x -> sum(abs(Linalg.eig(x).vectors()).square())).apply(a);
        assertClose(zeros(3, 4, 4), lengths, 1e-3);
    }

    @Test
    void symmetricFunctionsHaveSymmetricGradients() {
        Array a = dominant(random(new int[] {3, 3}, DType.FLOAT64));
        Array gradient = grad(x -> sum(Linalg.cholesky(x))).apply(matmul(a, a.T()));
        assertClose(gradient.T(), gradient, 1e-12);
        assertTrue(max(abs(triu(gradient, 1))).itemDouble() > 1e-3);
    }

    @Test
    void wrongArgumentsAreRefusedAtOnce() {
        Array vector = ones(3);
        Array flat = ones(Shape.of(2, 3), DType.FLOAT32);
        Array integers = ones(Shape.of(3, 3), DType.INT32);
        assertAll(
                () -> assertThrows(ShapeException.class, () -> Linalg.qr(vector)),
                () -> assertThrows(ShapeException.class, () -> Linalg.inv(flat)),
                () -> assertThrows(ShapeException.class, () -> Linalg.eigh(flat)),
                () -> assertThrows(ShapeException.class, () -> Linalg.det(flat)),
                () -> assertThrows(ShapeException.class, () -> Linalg.solve(eye(3), flat)),
                () -> assertThrows(ShapeException.class, () -> Linalg.cross(vector, ones(4))),
                () -> assertThrows(ShapeException.class, () -> Linalg.norm(ones(Shape.of(2, 2, 2), DType.FLOAT32), 1)),
                () -> assertThrows(ShapeException.class, () -> Linalg.norm(vector, MatrixNorm.NUCLEAR)),
                () -> assertThrows(IllegalArgumentException.class, () -> Linalg.norm(flat, 3)),
                () -> assertThrows(DTypeException.class, () -> Linalg.inv(integers)),
                () -> assertThrows(DTypeException.class, () -> Linalg.qr(integers)),
                () -> assertThrows(DTypeException.class, () -> Linalg.cholesky(eye(3).astype(DType.COMPLEX64))),
                () -> assertThrows(DTypeException.class, () -> Linalg.solve(integers, integers)),
                () -> assertThrows(DTypeException.class, () -> Linalg.det(eye(2).astype(DType.COMPLEX64))));
    }

    @Test
    void normalVectorsHaveTheCovariance() {
        Array mean = array(1, -2);
        Array covariance = array(new double[] {2, 0.8, 0.8, 1}, Shape.of(2, 2));
        Array x = Random.multivariateNormal(mean, covariance, Shape.of(20_000), DType.FLOAT64, Random.key(1));
        assertEquals(Shape.of(20_000, 2), x.shape());
        Array centred = subtract(x, mean(x, 0));
        assertClose(covariance, divide(matmul(centred.T(), centred), 20_000), 0.06);
        assertClose(array(new double[] {1, -2}, Shape.of(2)), mean(x, 0), 0.04);
        Array batch = Random.multivariateNormal(
                zeros(Shape.of(3, 1, 2), DType.FLOAT32), covariance, Shape.of(4), DType.FLOAT32, Random.key(1));
        assertEquals(Shape.of(3, 4, 2), batch.at(Slice.all()).shape());
    }
}
